assert new File(basedir, 'build.log').text.contains("no project was made: dialect 'oracle' is not one of duckdb, postgres")
assert !new File(basedir, 'target-flights').exists()
