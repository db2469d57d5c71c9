def log = new File(basedir, 'build.log').text
def said = log.readLines().find { it.contains('no project was made: ') }
[
    "groupId 'com.acme</groupId><url>",
    "artifactId '../stray' has to be ASCII letters, digits, hyphens and underscores, in parts joined by dots: such as target-flights",
    "version '1.0 & \"more\"' has to begin with a letter or digit, then letters, digits, and . _ + -: such as 1.0.0-SNAPSHOT",
    "dialect 'oracle' is not one of ansi (a database by JDBC, in standard SQL), custom (a database that the kit does not know), duckdb (a DuckDB file), h2 (an H2 database), mariadb (MariaDB), postgres (PostgreSQL), sqlite (an SQLite file)",
    "package 'com.acme.class' is no Java package",
].each { assert said.contains(it) }
assert !new File(basedir.parentFile, 'stray').exists()
