; Offers Bootbank under "Open with" and leaves the default alone: the program is registered with the types it can open, and its class
; is added to OpenWithProgids, a list beside the default.
; Source: https://learn.microsoft.com/windows/win32/shell/fa-how-to-include-an-application-on-the-open-with-dialog-box

!macro bootbankType EXT
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" "${EXT}" ""
  WriteRegNone SHELL_CONTEXT "Software\Classes\${EXT}\OpenWithProgids" "Bootbank.Backup"
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Bootbank.Backup" "" "ESXi host backup"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Bootbank.Backup\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Bootbank.Backup\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  !insertmacro bootbankType ".tgz"
  !insertmacro bootbankType ".ve"
  !insertmacro bootbankType ".gz"
  !insertmacro bootbankType ".tar"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.tgz\OpenWithProgids" "Bootbank.Backup"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.ve\OpenWithProgids" "Bootbank.Backup"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.gz\OpenWithProgids" "Bootbank.Backup"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.tar\OpenWithProgids" "Bootbank.Backup"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Bootbank.Backup"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend
