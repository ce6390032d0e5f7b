"""The client of a brief: what the brief says, completed from the table of communes and EPCI.

B020 both or neither    B022 unknown EPCI      B024 SIRET of somebody else
B021 unknown commune    B023 SIRET's key       B025 unknown département    B026 another's postal code (warning)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docgen.brief.model import Client, Interlocuteur
from docgen.findings import Gravite
from docgen.nearest import fold
from docgen.organisme.siret import is_valid_siret
from docgen.source.values import address, digits, group, text, texts_of
from docgen.territory import debat_budgetaire, taille_conseil
from docgen.territory.model import Nom
from docgen.territory.noms import commune_name, liaison_of
from docgen.validation.places import place
from docgen.validation.wording import STRAIGHT, is_curly, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docgen.findings import Finding
    from docgen.source import Source
    from docgen.territory import Territoire
    from docgen.territory.model import Commune, Division, Epci

SIREN, SIRET = 9, 14  # digits
SHOWN = 3
POSTAL = re.compile(r"\b[0-9]{5}\b")


@dataclass(slots=True)
class ClientReader:
    """Reads the client of one brief; `findings` gathers what is wrong with it."""

    source: Source
    territoire: Territoire
    findings: list[Finding]

    def read(self) -> Client | None:
        """The client, or None when it cannot be known."""
        data = self.source.donnees
        if ("commune" in data) == ("epci" in data):
            self._both_or_neither(both="commune" in data)
            return None
        key = "commune" if "commune" in data else "epci"
        typed = group(data, key)
        client = self._commune(typed) if key == "commune" else self._epci(typed)
        if client is None:
            return None
        client = replace(
            client,
            chemin=(key,),
            siret=digits(typed.get("siret")),
            adresse=address(typed.get("adresse")),
            interlocuteur=Interlocuteur(
                **texts_of(
                    group(typed, "interlocuteur"), "civilite", "prenom", "nom", "fonction", "courriel", "telephone"
                )
            ),
        )
        self.findings += [*self._siret(key, client), *self._other_town(key, client)]
        return client

    def _both_or_neither(self, *, both: bool) -> None:
        if both:
            message = "le brief nomme à la fois une commune et une intercommunalité."
            remede = "Gardez « commune » ou « epci », celle qui vous demande la formation."
        else:
            message = "le brief ne dit pas pour qui il est fait."
            remede = 'Ajoutez « commune: {code_insee: "37122"} » ou « epci: {siren: "243700754"} ».'
        path = ("epci",) if both else ()
        self.findings.append(place(self.source, path, key=True).finding("B020", message, remede))

    def _commune(self, typed: dict[str, Any]) -> Client | None:
        code = (digits(typed.get("code_insee")) or "").upper()
        commune = self.territoire.commune(code)
        if commune is None:
            self._unknown_commune(text(typed.get("code_insee")))
            return None
        if isinstance(population := typed.get("population"), int):
            commune = replace(commune, population=population)
        own = isinstance(population, int) or commune.population is None
        return Client(
            nature="commune",
            code=commune.code,
            nom=_renamed(typed, commune.nom, liaison=True),
            siren=commune.siren,
            codes_postaux=commune.codes_postaux,
            population=commune.population,
            population_source=None if own else self.territoire.millesime_communes,
            departement=self._departement("commune", typed) or commune.departement,
            region=commune.region,
            epci=self._epci_of(typed, commune),
            conseil=taille_conseil(commune.code, commune.population),
            debat_budgetaire=debat_budgetaire(commune, self.territoire),
            homonyme=self.territoire.a_un_homonyme(commune),
        )

    def _epci(self, typed: dict[str, Any]) -> Client | None:
        epci = self.territoire.epci(digits(typed.get("siren")) or "")
        if epci is None:
            self._unknown_epci(("epci", "siren"), text(typed.get("siren")))
            return None
        population = typed.get("population")
        own = isinstance(population, int)
        departement, region = self._where(epci)
        return Client(
            nature=epci.nature,
            code=epci.siren,
            nom=_renamed(typed, epci.nom, liaison=False),
            siren=epci.siren,
            population=population if isinstance(population, int) else epci.population,
            population_source=None if own or epci.population is None else self.territoire.millesime_epci,
            departement=self._departement("epci", typed) or departement,
            region=region,
            communes_membres=len(epci.membres),
            debat_budgetaire=debat_budgetaire(epci, self.territoire),
            homonyme=self.territoire.a_un_homonyme(epci),
        )

    def _where(self, epci: Epci) -> tuple[Division | None, Division | None]:
        """The département and the région of an EPCI: those of its communes, where they all share one."""
        communes = [found for code in epci.membres if (found := self.territoire.commune(code))]
        departements = {commune.departement.code: commune.departement for commune in communes}
        regions = {commune.region.code: commune.region for commune in communes}
        alone = [list(found.values())[0] if len(found) == 1 else None for found in (departements, regions)]  # noqa: RUF015
        return alone[0], alone[1]

    def _epci_of(self, typed: dict[str, Any], commune: Commune) -> Nom | None:
        named = text(typed.get("epci"))
        if named and not (digits(named) or "").isdigit():
            return _renamed({"nom": named}, commune.nom, liaison=False)
        siren = digits(named) if named else commune.epci
        epci = self.territoire.epci(siren) if siren else None
        if named and epci is None:
            self._unknown_epci(("commune", "epci"), named)
        return epci.nom if epci else None

    def _departement(self, key: str, typed: dict[str, Any]) -> Division | None:
        code = text(typed.get("departement"))
        if code is None:
            return None
        known = {division.code: division for division in self.territoire.departements()}
        if code.upper() not in known:
            self.findings.append(
                place(self.source, (key, "departement")).finding(
                    "B025",
                    f"« {code} » n’est pas le code d’un département.",
                    'Écrivez son code entre guillemets ("37", "2A"), ou retirez cette ligne : docgen le connaît.',
                )
            )
        return known.get(code.upper())

    def _unknown_commune(self, typed: str | None) -> None:
        if typed is None:
            return  # the schema asks for it
        self.findings.append(
            place(self.source, ("commune", "code_insee")).finding(
                "B021", f"aucune commune de 2026 n’a le code INSEE « {typed} ».", self._commune_meant(typed)
            )
        )

    def _commune_meant(self, typed: str) -> str:
        if is_curly(typed):
            return STRAIGHT
        old = self.territoire.ancienne(typed)
        if old:
            name, commune = old
            return f'{name} fait aujourd’hui partie de {commune.nom} : écrivez "{commune.code}".'
        padded = self.territoire.commune(typed.zfill(5))
        named = [padded] if padded else self.territoire.communes_nommees(typed) or self.territoire.proches(typed)
        if not named:
            return "Cherchez-le avec « docgen commune NOM »."
        meant = _listed(self._by_address(named)[:SHOWN])
        return f"C’est le code de l’INSEE qu’il faut, pas le nom ni le code postal. Peut-être {meant} ?"

    def _by_address(self, communes: list[Commune]) -> list[Commune]:
        """Those that the address names first: a postal code is often that of a dozen communes."""
        words = fold(address(group(self.source.donnees, "commune").get("adresse")) or "")
        return sorted(communes, key=lambda commune: fold(commune.nom.nom) not in words)

    def _unknown_epci(self, path: tuple[str, str], typed: str | None) -> None:
        if typed is None:
            return
        siren = (digits(typed) or "")[:SIREN]
        if is_curly(typed):
            self.findings.append(
                place(self.source, path).finding("B022", f"{quoted(typed)} n’est pas un SIREN.", STRAIGHT)
            )
            return
        by_siret = self.territoire.epci(siren)
        near = [by_siret] if by_siret else self.territoire.epci_nommes(typed, SHOWN)
        meant = ", ".join(f'"{epci.siren}" ({epci.nom})' for epci in near)
        self.findings.append(
            place(self.source, path).finding(
                "B022",
                f"aucune intercommunalité à fiscalité propre n’a le SIREN « {typed} ».",
                f"Peut-être {meant} ?" if meant else "Recopiez les neuf chiffres depuis l’annuaire des entreprises.",
            )
        )

    def _other_town(self, key: str, client: Client) -> Iterator[Finding]:
        """An address whose postal code is another commune's: the code typed may be a postal code (29300)."""
        found = POSTAL.search(client.adresse or "")
        if client.est_epci or found is None or not client.codes_postaux or found[0] in client.codes_postaux:
            return
        others = self._by_address(
            [c for c in self.territoire.communes_nommees(found[0]) if found[0] in c.codes_postaux]
        )
        if others:
            yield place(self.source, (key, "adresse")).finding(
                "B026",
                f"le code postal {found[0]} n’est pas celui {client.nom.de_nom} ({', '.join(client.codes_postaux)}).",
                f"Vérifiez « code_insee » : {_listed(others[:SHOWN])} ?",
                Gravite.AVERTISSEMENT,
            )

    def _siret(self, key: str, client: Client) -> Iterator[Finding]:
        siret = client.siret
        if siret is None or len(siret) != SIRET or not siret.isdigit():
            return  # the schema tells of it
        where = place(self.source, (key, "siret"))
        if not is_valid_siret(siret):
            yield where.finding(
                "B023",
                f"le SIRET {siret} n’existe pas : sa clé de contrôle est fausse.",
                "Recopiez les quatorze chiffres depuis l’annuaire des entreprises.",
            )
        elif client.siren and not siret.startswith(client.siren):
            yield where.finding(
                "B024",
                f"le SIRET {siret} n’est pas celui {client.nom.de_nom}, dont le SIREN est {client.siren}.",
                "Vérifiez le SIRET, et que le code de la collectivité est le bon.",
            )


def _listed(communes: list[Commune]) -> str:
    """« "37122" (Joué-lès-Tours, Indre-et-Loire) »."""
    return ", ".join(f'"{c.code}" ({c.nom}, {c.departement.nom})' for c in communes)


def _renamed(typed: dict[str, Any], known: Nom, *, liaison: bool) -> Nom:
    """The name as the brief has it, its contractions worked out or as the brief has them."""
    nom = text(typed.get("nom"))
    name = known
    if nom and liaison:
        name = commune_name(nom, liaison_of(nom))
    elif nom:
        elided = liaison_of(nom) == 1
        name = Nom(nom, f"d’{nom}" if elided else f"de {nom}", f"à {nom}", nom)
    return Nom(name.nom, text(typed.get("de_nom")) or name.de_nom, text(typed.get("a_nom")) or name.a_nom, name.le_nom)
