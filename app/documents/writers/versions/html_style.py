"""The look of a version in HTML and on paper, in the direction of its first language."""

from app.domain.languages import direction

_STYLE = """
:root { --ink: #1b2430; --muted: #52606d; --rule: #d9dce0; --head: #12304a }
html { color: var(--ink); background: #fff; font: 1.0625rem/1.6 SERIF }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 3rem }
h1, h2, h3, h4, h5, h6, .head, .title, .state, .n, .side thead, .foot, .proof { font-family: SANS }
h1, .title { font-size: 1.9em; line-height: 1.2; margin: 0 0 .3em; color: var(--head);
  font-weight: 600 }
.title { font-size: 1.4em }
.state { color: var(--muted); margin: .4em 0 2.2em; font-size: .9em }
h2, h3, h4, h5, h6, .head { color: var(--head); line-height: 1.3; margin: 1.9em 0 .6em;
  font-size: 1.3em; font-weight: 600; break-after: avoid }
h3 { font-size: 1.12em } h4, h5, h6 { font-size: 1em }
.para { position: relative; margin: 0 0 .7em; padding-START: 3.2em }
.para .n { position: absolute; START: 0; top: .35em; width: 2.4em; text-align: END }
.n { color: var(--muted); font-size: .8em; font-weight: 400; font-variant-numeric: tabular-nums }
.text, .absent { margin: 0; white-space: pre-line; orphans: 2; widows: 2 }
[lang=ar] { font-family: ARABIC; line-height: 1.85 }
h1[lang=ar], h2[lang=ar], h3[lang=ar], .title[lang=ar], .head[lang=ar] { line-height: 1.5 }
.absent { color: var(--muted) }
.beside { margin: .2em 0 0; font-size: .85em; color: var(--muted); white-space: pre-line }
.side { border-collapse: collapse; width: 100%; table-layout: fixed }
.side th, .side td { vertical-align: top; text-align: start; padding: .35em .6em }
.side td { border-top: 1px solid var(--rule) }
.side th.n { width: 2em; text-align: END; padding-top: .75em;
  border-top: 1px solid var(--rule) }
.side thead th, .side thead th.n { color: var(--muted); font-size: .8em; font-weight: 600;
  border-top: 0; border-bottom: 2px solid var(--ink) }
.side .heads td { border-top: 0; padding-top: 1.4em }
.side .heads :is(h2, h3, h4, h5, h6, p) { margin: 0 }
.side .text, .side .absent { font-size: .97em }
.proof { margin-top: 3em; padding-top: 1em; border-top: 2px solid var(--ink); font-size: .8em;
  color: var(--muted) }
.proof p { margin: 0 0 .3em }
.code { font-family: MONO; font-size: .95em;
  overflow-wrap: anywhere; unicode-bidi: isolate }
.foot { margin-top: 1.5em; display: flex; gap: .8em; align-items: center; font-size: .72em;
  line-height: 1.45; color: var(--muted) }
.foot img { width: 5.2em; height: 5.2em; flex: none }
.foot span { display: block; text-align: START }
.named { font-weight: 600 }
.vh { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden;
  white-space: nowrap }
@media print {
  @page { size: A4; margin: 20mm 20mm 34mm;
    @bottom-END { content: counter(page) " / " counter(pages); font: 8pt SANS; color: #52606d } }
  html { font-size: 10.5pt }
  body { max-width: none; padding: 0 }
  .para { padding-START: 0; margin-START: 12mm }
  .para .n { START: -12mm; width: 9mm }
  .side tr, .proof { break-inside: avoid }
  .side .heads { break-after: avoid }
}
"""

LATIN = '"Source Serif 4", Cambria, "Liberation Serif", Georgia'
SANS = '"IBM Plex Sans", Calibri, "Segoe UI", "Liberation Sans", Arial'
NASKH = '"Noto Naskh Arabic", "Sakkal Majalla", "Traditional Arabic", "Geeza Pro"'
MONO = 'ui-monospace, "DejaVu Sans Mono", monospace'
# Names of our own: a face of the machine that is called the same would mix its letters in.
OWN_SERIF, OWN_SANS, OWN_ARABIC = "Palabre Serif", "Palabre Sans", "Palabre Arabic"


def style(language: str, *, own_faces: bool = False) -> str:
    """The style sheet for a copy whose first language this is.

    With ``own_faces`` it asks for those that are embedded; else for what a machine may have.
    """
    rtl = direction(language) == "rtl"
    latin, sans, arabic, mono = LATIN, SANS, NASKH, MONO
    if own_faces:
        latin, sans, arabic = (f'"{name}"' for name in (OWN_SERIF, OWN_SANS, OWN_ARABIC))
        mono = f"{sans}, monospace"
    start, end = ("right", "left") if rtl else ("left", "right")
    values = {
        "ARABIC": f"{arabic}, {latin}, serif",
        "SERIF": f"{arabic}, {latin}, serif" if rtl else f"{latin}, {arabic}, serif",
        "SANS": f"{sans}, {arabic}, sans-serif",
        "MONO": mono,
        "START": start,
        "END": end,
    }
    text = _STYLE
    for name, value in values.items():
        text = text.replace(name, value)
    return text
