@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Starts the command line of chainrule on Windows. Written with care, tested nowhere: see README.
rem Unlike the script beside it, it rebuilds only when told to (set CHAINRULE_REBUILD=1) and leaves
rem the virtual machine's notice about incubator modules on standard error.
setlocal

set "JDK=%CHAINRULE_JAVA_HOME%"
if not defined JDK set "JDK=%JAVA_HOME%"
if not defined JDK goto no_jdk
if not exist "%JDK%\bin\javac.exe" goto no_jdk
findstr /r /c:"^JAVA_VERSION=.2[5-9]" /c:"^JAVA_VERSION=.[3-9][0-9]" "%JDK%\release" >nul 2>nul || goto no_jdk

set "LIB=%~dp0cli\target\lib"
if not exist "%LIB%" goto build
if defined CHAINRULE_REBUILD goto build

:run
set "CACHE="
if exist "%LIB%\..\start.aot" set "CACHE=-XX:AOTCache="%LIB%\..\start.aot" -Xlog:disable -Xlog:all=error,aot*=off,cds*=off:stderr"
"%JDK%\bin\java.exe" -XX:+UseSerialGC %CACHE% %CHAINRULE_JAVA_OPTIONS% -p "%LIB%" -m chainrule.cli/chainrule.cli.Main %*
exit /b %ERRORLEVEL%

:build
where mvn >nul 2>nul || goto no_maven
echo chainrule: building (about a minute, first time only) ... 1>&2
pushd "%~dp0"
set "JAVA_HOME=%JDK%"
call mvn -q -pl cli -am "-Dmaven.test.skip=true" package 1>&2
if errorlevel 1 (popd & exit /b 1)
popd
rem What the virtual machine learns here makes later starts faster; without it all works the same.
"%JDK%\bin\java.exe" -XX:AOTCacheOutput="%LIB%\..\start.aot" -XX:+UseSerialGC -p "%LIB%" ^
  -m chainrule.cli/chainrule.cli.Practice version --help "graph q=x+y;f=q*z x=-2 y=5 z=-4 --steps" ^
  "summary 784-16-16-10" >nul 2>nul
goto run

:no_jdk
echo chainrule: no JDK 25 or newer found (in CHAINRULE_JAVA_HOME and JAVA_HOME) 1>&2
echo   fix: install a JDK 25 of any vendor and set CHAINRULE_JAVA_HOME to its folder 1>&2
exit /b 1

:no_maven
echo chainrule: Maven is not installed, and the sources are not built yet 1>&2
echo   fix: install Maven 3.8 or newer so that mvn is on the PATH 1>&2
exit /b 1
