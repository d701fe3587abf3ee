"""Templates without the indentation and the empty lines that only their writers need: a page weighs a quarter less."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

LINE_BREAK = re.compile(r"\s*\n\s*")
SILENT = "if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock|load|regroup|include"
LINE_OF_ITS_OWN = re.compile(rf"(?m)^({{% (?:{SILENT})\b(?:(?!%}}).)*%}}|{{#(?:(?!#}}).)*#}})\n")


class SlimLoader(Loader):
    """Loads our own templates with less white space: it happens once, when a template is compiled.

    A run of white space around a line break becomes the break; a tag that writes nothing itself and has a line of its
    own leaves one break, not two. So white space at a line break never counts in a template of ours: what is written in
    `<pre>` stands on one line, a `{% blocktranslate %}` over several lines is `trimmed`. Messages (.txt) stay as is.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        if origin.name.endswith(".txt"):
            return contents
        return LINE_OF_ITS_OWN.sub(r"\1", LINE_BREAK.sub("\n", contents))
