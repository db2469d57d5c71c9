@echo off
rem Starts target-ledger. JAVA_HOME says which Java, JAVA_OPTS replaces the JVM's options.
rem No archive of classes is kept here as the launcher for POSIX shells does: starts take some tenths of a second longer.
setlocal DisableDelayedExpansion

set "JAR=%~dp0target-ledger-1.0.jar"
if exist "%JAR%" goto java
>&2 echo CONNECTOR_INCOMPLETE: "%JAR%": not found; the launcher and its jar have to stay in one folder
exit /b 2

:java
set "JAVA=java.exe"
if defined JAVA_HOME goto home
where /q java.exe
if not errorlevel 1 goto version
>&2 echo JAVA_NOT_FOUND: no java on the PATH; install Java 17 or newer, or set JAVA_HOME
exit /b 2

:home
set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA%" goto version
>&2 echo JAVA_NOT_FOUND: JAVA_HOME is "%JAVA_HOME%", and there is no bin\java.exe in it; set it to a Java 17 or newer
exit /b 2

:version
set "VERSION="
for /f "tokens=3" %%v in ('call "%JAVA%" -version 2^>^&1 ^| findstr /c:" version "') do if not defined VERSION set "VERSION=%%~v"
for /f "tokens=1 delims=.-+" %%m in ("%VERSION%") do set "MAJOR=%%m"
if defined MAJOR if %MAJOR% geq 17 goto start
>&2 echo JAVA_TOO_OLD: "%JAVA%" is Java %VERSION%; install Java 17 or newer, or set JAVA_HOME
exit /b 2

:start
if not defined JAVA_OPTS set "JAVA_OPTS=-XX:+UseSerialGC -Xmx384m -XX:+IgnoreUnrecognizedVMOptions -XX:FreqInlineSize=90"
"%JAVA%" -Xlog:disable -Xlog:all=warning:stderr %JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
