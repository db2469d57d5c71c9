def log = new File(basedir, 'build.log').text

// All problems at once, each with its place
assert log.contains('connector.yaml:6:16 settings.port.type: "integr" is not one of string, integer,')
assert log.contains('connector.yaml:7:24 settings.host.requird: is not known here; did you mean "required"?')
assert !new File(basedir, 'src').exists()
assert !new File(basedir, 'target/generated-sources').exists()
