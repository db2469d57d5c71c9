assert new File(basedir, 'build.log').text.contains("no project was made: dialect 'oracle' is not one of ansi (a database by JDBC, in standard SQL), custom (a database that the kit does not know), duckdb (a DuckDB file), h2 (an H2 database), mariadb (MariaDB), postgres (PostgreSQL), sqlite (an SQLite file)")
assert !new File(basedir, 'target-flights').exists()
