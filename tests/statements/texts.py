"""Text in the style of joint press statements, made for the tests from facts of the record: none was issued so."""

# As a PDF is copied: hard line ends, words that end a line in two halves, numbers and feet of pages, headings.
TENTH = """JOINT PRESS STATEMENT
OF THE TENTH ASEAN MINISTERIAL MEETING ON MINERALS (10TH AMMIN)
Vientiane, Lao PDR, 2 October 2025

1. The Tenth ASEAN Ministerial Meeting on Minerals (10th AMMin) was held on 2 October 2025 in
Vientiane, Lao PDR. The Meeting was chaired by the Minister of Industry and Com-
merce of Lao PDR.

ASEAN Minerals Cooperation Action Plan

2. The Ministers noted with appreciation the completion of AMCAP-III Phase 2, adopted in 2021
by the 8th AMMin.

- 1 -

3. The Ministers adopted the ASEAN Minerals Cooperation Action Plan (AMCAP-IV): 2026–
2030 as the plan of the sector for
5 years.
4. The Ministers tasked the ASOMM and the WGSMD to prepare a long-
term monitoring framework by the end of 2026, in particular:
(a) indicators for each strategic area; and
(b) a format of reports.

Way Forward
5. The Ministers agreed to convene the 11th AMMin in 2027.
6. The Ministers expressed their sincere appreciation to the Government and the people of Lao PDR
for the warm hospitality.

Vientiane, 2 October 2025
"""
