"""Results as JSON: one document for every kind of answer, and for an error.

A module for each kind has its *forms* (``TypedDict``: which keys there are, what they mean, in
which unit) and the functions that build them from results.  :mod:`huiqi.serialisation.documents`
lists the kinds; :mod:`huiqi.serialisation.schema` makes their JSON Schema of the forms.

Keys stay from release to release.  A new key may come at any time; one that goes, or means
something else, raises :data:`huiqi.formats.RESULT`.

The modules do without ``from __future__ import annotations``: what a form declares would otherwise
be compiled key by key at every start, which costs a command more than writing its document.
"""
