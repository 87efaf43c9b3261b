"""LibreOffice without a window: a file opened, worked on by a small macro, and kept again."""

import os
import shutil
import subprocess
from pathlib import Path

OFFICE = shutil.which("soffice")
FILTERS = {
    ".docx": "MS Word 2007 XML",
    ".odt": "writer8",
    ".txt": "Text (encoded)",
    ".pdf": "writer_pdf_Export",
}

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Work"
 script:language="StarBasic"><![CDATA[%s]]></script:module>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element
 library:name="Work"/></library:library>"""
_BASIC = """
Function Prop(name As String, value) As Object
  Dim one As New com.sun.star.beans.PropertyValue
  one.Name = name
  one.Value = value
  Set Prop = one
End Function

Sub Command(doc As Object, name As String)
  Dim helper As Object
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  helper.executeDispatch(doc.CurrentController.Frame, ".uno:" & name, "", 0, Array())
End Sub

Function Find(doc As Object, words As String) As Object
  Dim search As Object
  search = doc.createSearchDescriptor()
  search.SearchString = words
  search.SearchCaseSensitive = True
  Set Find = doc.findFirst(search)
End Function

Sub Replace(doc As Object, words As String, other As String)
  Dim found As Object
  found = Find(doc, words)
  found.setString(other)
End Sub

Sub Comment(doc As Object, words As String, text As String, author As String)
  Dim note As Object, found As Object
  found = Find(doc, words)
  note = doc.createInstance("com.sun.star.text.textfield.Annotation")
  note.Content = text
  note.Author = author
  found.Text.insertTextContent(found, note, True)
End Sub

Sub NewParagraph(doc As Object, words As String, text As String)
  Dim found As Object, cursor As Object
  found = Find(doc, words)
  cursor = found.Text.createTextCursorByRange(found)
  cursor.gotoEndOfParagraph(False)
  found.Text.insertControlCharacter(cursor, 0, False)
  found.Text.insertString(cursor, text, False)
End Sub

Sub Split(doc As Object, words As String)
  Dim found As Object
  found = Find(doc, words)
  found.Text.insertControlCharacter(found.Start, 0, False)
End Sub

Sub RemoveParagraph(doc As Object, words As String)
  Dim found As Object, cursor As Object
  found = Find(doc, words)
  cursor = found.Text.createTextCursorByRange(found)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoNextParagraph(True)
  cursor.setString("")
End Sub

Sub JoinNext(doc As Object, words As String)
  Dim found As Object, cursor As Object
  found = Find(doc, words)
  cursor = found.Text.createTextCursorByRange(found)
  cursor.gotoEndOfParagraph(False)
  cursor.goRight(1, True)
  cursor.setString(" ")
End Sub

Sub Main(source As String, target As String, kind As String)
  Dim doc As Object
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, Array(Prop("Hidden", True)))
  %s
  doc.storeToURL(target, Array(Prop("FilterName", kind)%s))
  doc.close(True)
End Sub
"""


class Office:
    """A profile of our own, set up once, in which the macro is written anew for each file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "office"
        self._run("--terminate_after_init")
        basic = self._folder / "user" / "basic" / "Standard"
        basic.mkdir(parents=True, exist_ok=True)
        (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        self._module = basic / "Work.xba"

    def work_on(self, source: Path, target: Path, steps: str = "") -> Path:
        """The file opened, changed by these lines of Basic, kept in the format of the target."""
        utf8 = ', Prop("FilterOptions", "UTF8,LF")' if target.suffix == ".txt" else ""
        self._module.write_text(_MODULE % (_BASIC % (steps, utf8)), encoding="utf-8")
        call = f'"{source.as_uri()}","{target.as_uri()}","{FILTERS[target.suffix]}"'
        self._run(f"macro:///Standard.Work.Main({call})")
        if not target.is_file():
            raise AssertionError(f"LibreOffice did not write {target.name}")
        return target

    def lines(self, source: Path, steps: str = "") -> list[str]:
        """The lines of text that LibreOffice sees in a file once it was worked on."""
        target = self.work_on(source, source.with_suffix(".txt"), steps)
        text = target.read_text(encoding="utf-8-sig")
        target.unlink()
        return [line for line in text.splitlines() if line.strip()]

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation={self._folder.as_uri()}"
        command = [OFFICE or "soffice", profile, "--headless", "--norestore", *arguments]
        subprocess.run(
            command, check=True, capture_output=True, timeout=120, env={**os.environ, "TZ": "UTC"}
        )
