"""The words of the measures in exported documents: titles, meanings, and how they were found."""

from flask_babel import lazy_gettext as _l

SHEETS = {
    "classes": _l("Classes"),
    "measures": _l("Measures"),
    "shares": _l("Shares"),
    "distinctive": _l("Distinctive positions"),
    "coverage": _l("Coverage"),
    "duplicates": _l("Texts sent more than once"),
    "changes": _l("Change"),
    "themes": _l("Themes"),
    "theme_counts": _l("Themes by group"),
    "theme_paragraphs": _l("Themes by paragraph"),
    "theme_tags": _l("Sorted by theme"),
    "fates": _l("What happened to it"),
}

COLUMNS = {
    "kind_of_item": (_l("Items"), _l("Paragraphs or amendments.")),
    "items": (_l("Which"), _l("The items counted, the clearest first; p3 is paragraph 3.")),
    "item": (_l("Item"), _l("A paragraph by its number after p, or an amendment by reference.")),
    "basis": (_l("Counted"), _l("Votes of members, positions, or the criterion that was rated.")),
    "item_class": (_l("Result"), _l("The class of the item; the rules are under the limits.")),
    "below_floor": (_l("Below the floor"), _l("Groups with fewer voices than the evidence floor.")),
    "pooled_share": (_l("Share of all"), _l("Agreement of everybody together, from 0 to 1.")),
    "mean_share": (_l("Mean of groups"), _l("Plain mean of the groups’ shares.")),
    "dominated": (_l("One group dominates"), _l("Both differ by more than 10 points.")),
    "consensus": (
        _l("Consensus"),
        _l("Geometric mean over groups of (agree + ½) / (took a side + 1), from 0 to 1."),
    ),
    "consensus_against": (_l("Consensus against"), _l("The same for disagreement.")),
    "least_low": (_l("Least lower bound"), _l("The lowest of the groups’ lower bounds.")),
    "contestedness": (_l("Contestedness"), _l("0 where all agree, 1 where halves oppose.")),
    "between": (
        _l("Between groups"),
        _l("Part of the disagreement that lies between groups, from 0 to 1."),
    ),
    "gap": (_l("Widest difference"), _l("Highest share of a group less the lowest.")),
    "gap_highest": (_l("Highest"), _l("The group with the highest share.")),
    "gap_lowest": (_l("Lowest"), _l("The group with the lowest share.")),
    "test": (_l("Test"), _l("How the chance of such a difference was found.")),
    "p": (_l("Chance p"), _l("Chance of a difference at least as wide, were there none.")),
    "q": (_l("Corrected q"), _l("The chance corrected for all items, Benjamini and Hochberg.")),
    "cramers_v": (_l("Cramér’s V"), _l("Strength of the difference, from 0 to 1.")),
    "agree": (_l("Agree"), _l("Support, with changes too, or a mark of 4 or 5.")),
    "disagree": (_l("Disagree"), _l("Opposition, or a mark of 1 or 2.")),
    "neither": (_l("Neither"), _l("A mark of 3.")),
    "abstention": (_l("Abstention"), _l("Abstentions among everybody heard, from 0 to 1.")),
    "enough": (_l("Enough voices"), _l("Whether the group reaches its evidence floor.")),
    "difference": (_l("Difference"), _l("One share less the other, from -1 to 1.")),
    "low": (_l("Lower end"), _l("Lower end of the interval of the difference, after Newcombe.")),
    "high": (_l("Upper end"), _l("Upper end of the interval of the difference, after Newcombe.")),
    "split_by": (_l("Split by"), _l("Group or region.")),
    "could": (_l("Could take part"), _l("Organisations invited, else registered.")),
    "active": (
        _l("Took part"),
        _l("Organisations that did; by region, officially."),
    ),
    "rate": (_l("Participation rate"), _l("Took part by could take part.")),
    "ratio": (
        _l("Ratio"),
        _l("Share of those active by share of those who could be; 1 is as many as expected."),
    ),
    "flagged": (_l("Out of proportion"), _l("Whether the ratio is below 0.8 or above 1.25.")),
    "region": (_l("Region"), _l("World region of an organisation.")),
    "references": (_l("References"), _l("Contributions with the same text, or nearly so.")),
    "texts": (_l("Texts"), _l("How many contributions those are.")),
    "senders": (_l("Senders"), _l("How many different accounts sent them.")),
    "coordinated": (_l("Sent together"), _l("Whether at least three accounts sent them.")),
    "paragraph_before": (_l("Paragraph before"), _l("Its number in the round before.")),
    "text_changed": (_l("Text changed"), _l("Whether its text changed since.")),
    "both_rounds": (_l("In both rounds"), _l("Organisations that took a side both times.")),
    "won": (_l("Won over"), _l("Of these, how many moved to support.")),
    "lost": (_l("Lost"), _l("Of these, how many moved to opposition.")),
    "kind_of_contribution": (_l("Kind"), _l("Comment, amendment or answer.")),
    "theme": (_l("Theme"), _l("Name of the theme; people sorted the contributions.")),
    "theme_key": (_l("Key of the theme"), _l("What the JSON export calls it.")),
    "untranslated": (_l("Missing"), _l("Whether its name is shown in another language.")),
    "definition": (_l("Definition"), _l("What belongs under the theme.")),
    "quotes": (_l("Quotes"), _l("References of the contributions whose words it tells.")),
}

PLAIN = {
    "basis.votes": _l("votes of members"),
    "basis.positions": _l("positions of organisations"),
    "of.paragraphs": _l("Paragraphs"),
    "of.amendments": _l("Amendments"),
    "test.chi_square": _l("chi-square"),
    "test.fisher": _l("Fisher’s exact test"),
    "test.fisher_drawn": _l("Fisher’s test on drawn tables"),
    "test.none": _l("none"),
    "by.language": _l("People by group and language of their pages"),
    "overview": _l("Results at a glance"),
    "overview.checked": _l("Each sentence is counted from the rows it leads to."),
    "overview.none": _l("Too little was said for any figure across groups."),
    "agreement": _l("Agreement by group, %(basis)s"),
    "interval": _l("Interval"),
    "sides": _l("Took a side"),
    "below": _l("below the evidence floor: %(groups)s"),
    "coverage.groups": _l("Organisations that took part, by group"),
    "coverage.regions": _l("Organisations that acted officially, by region"),
    "chart.left": _l(
        "In a report this long the charts of single paragraphs stand on its page and in its PDF."
    ),
    "chart.apart": _l("From -100 to 100 points"),
    "chart.stacked": _l("One after the other, as in the columns"),
    "chart.scatter": _l("Paragraphs by agreement and difference: %(basis)s"),
    "chart.scatter.words": _l(
        "%(n)s paragraphs: agreement of everybody along, from 0 to 100 %%; widest difference "
        "between two groups up, in points. The table has the shares."
    ),
    "chart.quarters": _l(
        "A: little agreement, groups apart. B: much agreement, groups apart. C: little agreement, "
        "groups alike. D: much agreement, groups alike. Numbers are paragraphs."
    ),
    "chart.timeline": _l("Published contributions by the day they were sent"),
    "chart.timeline.words": _l(
        "A bar for each day; at most %(most)s on one day. The table has the weeks."
    ),
    "date.opens": _l("Opens"),
    "date.closes": _l("Closes"),
    "date.extended": _l("Extended"),
    "date.reopened": _l("Opened again"),
    "week": _l("Week from"),
    "texts": _l("Contributions"),
    "people.weekly": _l("People who voted or rated"),
    "weeks": _l("Activity by week; whoever came in two weeks counts in both"),
    "by_paragraph": _l(
        "Agreement by paragraph and group, with how many took a side: %(basis)s. Darker: more "
        "agreement. Without shade: too few for a conclusion."
    ),
    "apart": _l("Where one group stands apart from all others"),
    "moved": _l("What moved since the round before"),
    "in_points": _l("Difference in points, with its interval"),
    "reached": _l(
        "%(basis)s: enough voices from every group on %(reached)s of %(total)s paragraphs."
    ),
    "received_distinct": _l(
        "Received: %(received)s. Different texts: %(distinct)s. Nothing is left out for it."
    ),
    "fates": _l("What happened to contributions, by group of their authors"),
    "with_decision": _l("With a decision"),
    "accepted": _l("Accepted, with changes too"),
    "accepted_share": _l("Share of those decided"),
    "total": _l("Total"),
    "themes.languages": _l("By group and language: %(theme)s"),
    "themes": _l("Themes"),
    "themes.how": _l(
        "People read the contributions and put each under one theme or several. What is counted "
        "are published contributions, not people."
    ),
    "themes.without": _l("Published contributions under no theme: %(n)s"),
    "themes.groups": _l("Contributions by theme and group"),
    "themes.paragraphs": _l("Themes of each paragraph, with the number of contributions"),
    "themes.missing": _l("Not translated into this language; shown in another."),
    "unmeasured": _l("The measures across groups were not made for this state of the round."),
}
