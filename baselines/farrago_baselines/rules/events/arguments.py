"""Arguments: by position, voice and preposition.

``lists/frames.toml``, admitted types only, one role each.
"""

from __future__ import annotations

from collections.abc import Sequence

from farrago_baselines.rules.events import nearby
from farrago_baselines.rules.events.frames import frame
from farrago_baselines.rules.events.scene import Scene, Verb
from farrago_baselines.rules.items import Argument, Mention, Trigger
from farrago_baselines.rules.page import Token
from farrago_schema import ontology

PLACES = frozenset({"in", "at", "near", "outside", "inside", "off", "on", "across", "aboard"})
JOINT = {
    "Contact.Meet": "Participant",
    "Contact.Negotiate": "Participant",
    "Sport.Match": "Competitor",
    "Business.Agree": "Party",
}
UNACCUSATIVE = frozenset(
    "die drown perish succumb resign retire quit step stand collapse crash capsize sink "
    "explode burst derail arrive go close".split()
)
WINNING = frozenset(
    "win beat defeat thrash trounce stun edge rout overcome outclass take upset crush".split()
)


def fill(scene: Scene, found: Sequence[Trigger]) -> None:
    """Give the triggers their arguments."""
    for trigger in found:
        _Filler(scene, trigger).run()
    nearby.share(scene, found)


class _Filler:
    """Fills the roles of one trigger."""

    def __init__(self, scene: Scene, trigger: Trigger) -> None:
        self.scene, self.trigger = scene, trigger
        self.roles = ontology.load().event_types[trigger.type].roles
        self.token = scene.page.tokens[trigger.first]
        self.frame = frame(trigger.type, self.token.lemma)
        self.used: set[int] = set()

    def run(self) -> None:
        """Fill by the clause of a verb, or by what stands around a noun."""
        if self.token.tag == "adj" and not self._before_its_noun():
            self._predicate()
        elif self.token.tag in {"noun", "adj"}:
            self._around_noun()
        else:
            self._in_clause()
        if self.trigger.type == "Sport.Match":
            self._winner()

    def _in_clause(self) -> None:
        clause = self.scene.verb(self.trigger.first, self.trigger.last)
        if self._before_its_noun():
            return
        passive = self._is_passive(clause)
        unaccusative = self.token.lemma in UNACCUSATIVE
        subject, object_ = self.frame.get("subject", ()), self.frame.get("object", ())
        if passive or (unaccusative and self.trigger.type in {"Life.Die", "Life.Injure"}):
            subject = object_
        rule = "subject of a passive" if passive else "subject"
        filled = [self.add(subject, mention, rule) for mention in clause.subjects]
        if subject and not any(filled):
            further = self.scene.subjects(self.trigger.first)
            any(self.add(subject, mention, f"{rule}, further off") for mention in further)
        if not passive:
            for mention in clause.objects:
                self.add(object_, mention, "object")
        for preposition, mention in clause.phrases:
            self._phrase(preposition, mention, passive=passive)

    def _is_passive(self, clause: Verb) -> bool:
        """Tell whether the clause is passive.

        Without "be", only a verb that takes its sufferer for an object may be.
        """
        if clause.passive and clause.sure:
            return True
        without = self._lacks_object(clause) and self._has_sufferer()
        return without and (clause.passive or self._in_headline())

    def _predicate(self) -> None:
        """Fill by the verb that an adjective goes with.

        "was declared bankrupt", "found Orrel guilty", "walks free".
        """
        page = self.scene.page
        verb = next(
            (
                t
                for back in range(1, 7)
                if (t := page.near(self.trigger.first, -back)) is not None and t.tag == "verb"
            ),
            None,
        )
        undergoer = self.frame.get("object", ()) or self.frame.get("subject", ())
        clause = self.scene.verb(self.trigger.first if verb is None else verb.index, self.trigger.last)
        between = [
            m
            for m in self.scene.mentions
            if verb is not None and verb.index < m.first and m.last <= self.trigger.first
        ]
        if (
            verb is not None
            and not clause.passive
            and between
            and verb.lemma in {"find", "declare", "set", "leave", "shoot"}
        ):
            self.add(undergoer, between[0], "object of a verb with an adjective")
            undergoer = self.frame.get("subject", ())
        for mention in clause.subjects:
            self.add(undergoer, mention, "subject of an adjective")
        for preposition, mention in clause.phrases:
            self._phrase(preposition, mention, passive=True)

    def _before_its_noun(self) -> bool:
        """Fill by the noun that a participle stands before: "the detained pilot"."""
        for mention in self.scene.mentions:
            if (
                mention.kind == "nominal"
                and mention.first <= self.trigger.first < mention.head
                and mention.last > self.trigger.last
            ):
                self.add(
                    self.frame.get("object", ()) or self.frame.get("subject", ()),
                    mention,
                    "the noun after a participle",
                )
                return True
        return False

    def _lacks_object(self, clause: Verb) -> bool:
        return not any(not m.is_value for m in clause.objects)

    def _has_sufferer(self) -> bool:
        """Tell whether the verb takes its sufferer for an object, so that without one it may be passive."""
        sufferers = {
            "Person",
            "Defendant",
            "Target",
            "Victim",
            "Employee",
            "Product",
            "Cargo",
            "Accused",
            "Subject",
        }
        return bool(sufferers & set(self.frame.get("object", ()))) and self.token.lemma not in UNACCUSATIVE

    def _in_headline(self) -> bool:
        """Tell whether the participle stands in a headline, which leaves out "be"."""
        before = self.scene.page.near(self.trigger.first, -1)
        return (
            self.token.form == "past"
            and before is not None
            and before.tag in {"noun", "name", "punct"}
            and self.scene.page.line_of(self.trigger.first).titled
        )

    def _phrase(self, preposition: str, mention: Mention, *, passive: bool) -> None:
        roles = self.frame.get(preposition, ())
        if preposition == "by" and not passive and self.trigger.type != "Movement.Travel":
            roles = tuple(role for role in roles if role == "Vehicle")
        if self.add(roles, mention, f"after {preposition}"):
            return
        if preposition in PLACES and mention.type in {"GPE", "LOC", "FAC", "VEH"}:
            self.add(("Place",), mention, f"after {preposition}")

    def _around_noun(self) -> None:
        page, first = self.scene.page, self.trigger.first
        chunk = first
        while (before := page.near(chunk, -1)) is not None and before.tag in {
            "adj",
            "noun",
            "name",
            "num",
            "det",
        }:
            chunk = before.index
            for mention in self.scene.starts.get(chunk, ()):
                if mention.last <= first and mention.kind == "name":
                    self.add(
                        self.frame.get("modifier", self.frame.get("possessor", ())),
                        mention,
                        "a name before the noun",
                    )
        before = page.near(chunk, -1)
        if before is not None and before.tag == "poss":
            self._possessor(before)
        _, phrases = self.scene._after(self.trigger.last)
        for preposition, mention in phrases:
            self._phrase(preposition, mention, passive=True)
        self._light_verb()

    def _possessor(self, token: Token) -> None:
        owners = (
            self.scene.ends.get(token.index, ())
            if token.low in {"'s", "'"}
            else self.scene.starts.get(token.index, ())
        )
        for mention in owners:
            if not mention.is_value and self.add(self.frame.get("possessor", ()), mention, "the possessor"):
                return

    def _light_verb(self) -> None:
        """Take the subject of a light verb for the doer: "made an arrest", "filed a lawsuit"."""
        page = self.scene.page
        for back in range(1, 5):
            token = page.near(self.trigger.first, -back)
            if token is None or token.tag == "punct":
                return
            if token.tag == "verb":
                if token.lemma in LIGHT:
                    clause = self.scene.verb(token.index, token.index + 1)
                    roles = self.frame.get("subject", ())
                    for mention in clause.subjects:
                        self.add(roles, mention, f"subject of {token.low}")
                return

    def add(self, roles: Sequence[str], mention: Mention, rule: str) -> bool:
        """Fill the first of the roles that admits a mention's entity, unless it has a role already."""
        entity = self.scene.of(mention)
        if id(entity) in self.used:
            return False
        for role in roles:
            if role in self.roles and entity.type in self.roles[role]:
                self.used.add(id(entity))
                self.trigger.arguments.append(Argument(role, entity, rule))
                if entity.type == "COUNT":
                    self._counted(mention, role)
                return True
        return False

    def _counted(self, mention: Mention, role: str) -> None:
        """Let the group inside a count fill the role beside it."""
        inner = next(
            (
                m
                for m in self.scene.mentions
                if not m.is_value and mention.first <= m.first and m.last <= mention.last
            ),
            None,
        )
        group = {"Life.Die": "Victim", "Life.Injure": "Victim", "Business.Layoff": "Employee"}.get(
            self.trigger.type, role
        )
        if inner is not None:
            self.add((group,), inner, "the group that a count counts")

    def _winner(self) -> None:
        if self.token.lemma not in WINNING:
            return
        first = next(
            (a for a in self.trigger.arguments if a.role == "Competitor" and a.rule == "subject"), None
        )
        if first is not None:
            self.trigger.arguments.append(Argument("Winner", first.entity, "subject of a verb of winning"))


LIGHT = frozenset(
    "make hold file bring lodge launch take give issue stage reach sign win face declare "
    "enter go order open seek impose send write get have".split()
)
