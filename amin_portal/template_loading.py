"""Templates without the indentation and the line breaks that only their writers need: a page weighs a quarter less."""

import re

from django.template import Origin
from django.template.loaders.filesystem import Loader

LINE_BREAK = re.compile(r"\s*\n\s*")
SILENT = "if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock|load|regroup|include"
NAMING = r"(?!cycle\b)(?:(?!%}).)* as \w+"  # keeps what it found under a name
LINE_OF_ITS_OWN = re.compile(rf"(?m)^({{% (?:(?:{SILENT})\b(?:(?!%}}).)*|{NAMING} )%}}|{{#(?:(?!#}}).)*#}})\n")
BLOCKS = (  # elements that begin a line of their own, whatever stands between them
    "head|meta|link|title|body|header|nav|main|aside|footer|section|article|figure|details|summary|form|fieldset|div"
    "|legend|h1|h2|h3|p|blockquote|table|caption|thead|tbody|tr|th|td|ul|ol|li|dl|dt|dd|option"
)
BREAK_AT_A_BLOCK = re.compile(rf"\n(?=</?(?:{BLOCKS})\b)|(?P<tag></?(?:{BLOCKS})(?: [^<>{{}}]*)?>)\n")


class SlimLoader(Loader):
    """Loads our own templates with less white space: it happens once, when a template is compiled.

    A run of white space around a line break becomes the break, and nothing where a block begins or ends; a tag that
    writes nothing itself and has a line of its own leaves one break, not two. So white space at a line break never
    counts in a template of ours: what is written in `<pre>` stands on one line, a `{% blocktranslate %}` over several
    lines is `trimmed`. Messages (.txt) stay as is.
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        if origin.name.endswith(".txt"):
            return contents
        return slim(contents)


def slim(template: str) -> str:
    template = LINE_OF_ITS_OWN.sub(r"\1", LINE_BREAK.sub("\n", template))
    return BREAK_AT_A_BLOCK.sub(lambda found: found["tag"] or "", template)
