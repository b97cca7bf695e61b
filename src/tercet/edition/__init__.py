"""The edition: from answers that `build` hands over to a site. Nothing here opens a ledger.

content.py   what is handed over
front.yml    what stands on the front page, in which order and colours (templates/)
words.py     the texts of a language, its numbers and its dates; sayings.py: what was worked out in English, said in it
points.py    an answer as points in time
findings.py  a series in one sentence
plot.py      where things stand in a figure; charts.py: figures as SVG; pictures.py: each as a file of its own
figures.py   a headline as panels (panels.py): who shares an axis, and who may not
walk.py      the command behind each number
pointing.py  what a script points at in a figure; search.py: what it searches (templates/script.js, script.css)
tables.py    comparability, rows put aside, sources
verdicts.py  trends, promises and claims: a mark, a word, a sentence
gaps.py      what is missing, by kind; revisions.py: what is another figure now
timeline.py  promises in time: made, due, shown
page.py      a page before it is filled, its place in the menu
chapters.py, promises.py, area.py  the pages of each chapter, commitment and area
styles.py    the style sheet with the colours of the areas
site.py      all of it as HTML pages
report/      all of it as one tagged PDF
manifest.py  what went in and what came out
"""
