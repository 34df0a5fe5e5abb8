@echo off
rem The command bootbank on Windows, on the Node of this machine.
setlocal
if not defined BOOTBANK_NODE set BOOTBANK_NODE=node
"%BOOTBANK_NODE%" "%~dp0..\out\main\cli.cjs" %*
