"""Prints the text of one document: `python read_text.py <file> <name> <bytes of memory>`.

A program of its own, so that a document which takes all memory, or never ends, takes nothing else with it. What is wrong with the
document is the last line of stderr.
"""

import sys
from pathlib import Path
from resource import RLIMIT_AS, setrlimit


def pdf(path):
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("it is encrypted")
    return "\n\n".join(page.extract_text() for page in reader.pages)


def docx(path):
    from docx import Document

    def texts(part):
        for block in part.iter_inner_content():
            if hasattr(block, "rows"):
                yield "\n".join(" | ".join(cell.text for cell in row.cells) for row in block.rows)
            else:
                yield block.text

    return "\n\n".join(texts(Document(path)))


def pptx(path):
    from pptx import Presentation

    slides = Presentation(path).slides
    return "\n\n".join(
        "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides
    )


def xlsx(path):
    from openpyxl import load_workbook

    # By a path it would judge the name, which is not the document's own here.
    sheets = load_workbook(open(path, "rb"), read_only=True, data_only=True).worksheets
    rows = (row for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(" | ".join(str(cell) for cell in row if cell is not None) for row in rows)


def html(path):
    from bs4 import BeautifulSoup

    page = BeautifulSoup(Path(path).read_bytes(), "lxml")
    for part in page(["script", "style", "nav", "noscript", "template"]):
        part.decompose()
    return page.get_text("\n")


def plain(path):
    content = Path(path).read_bytes()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise ValueError("it is no text, and of no kind that is known here")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


kinds = {".pdf": pdf, ".docx": docx, ".pptx": pptx, ".xlsx": xlsx, ".html": html, ".htm": html, ".xhtml": html}


def main(path, name, memory):
    setrlimit(RLIMIT_AS, (int(memory), int(memory)))
    try:
        text = kinds.get(Path(name).suffix.lower(), plain)(path).replace("\0", "")
        if not text.strip():
            raise ValueError("it holds no text; is it a scan?")
        sys.stdout.buffer.write(text.encode(errors="replace"))
    except MemoryError:
        sys.exit("it takes too much memory")
    except Exception as problem:  # whatever a library makes of a damaged file
        sys.exit(f"{type(problem).__name__}: {problem}" if type(problem) is not ValueError else str(problem))


main(*sys.argv[1:])
