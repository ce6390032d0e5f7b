"""Two small modules: one that is the same for every client, and one whose texts vary."""

MODULE = """\
code: 18
titre: Essai
pourquoi: Parce qu’il faut essayer.
parce_que: On apprend en essayant.
format: demi-journee
modalites: Une demi-journée.
public: Élus.
prerequis: Aucun.
themes: [donnees]
objectifs:
  - {id: O1, texte: Comparer deux chiffres., evaluation: Exercice.}
  - {id: O2, texte: Rédiger une note., evaluation: Note.}
sequences:
  - id: lire
    titre: Lire
    duree: {min: 80, cible: 100, max: 120}
    methodes: [atelier]
    objectifs: [O1]
    themes: [donnees]
    contenu: ["Deux tableaux de {client.nom}"]
    supports: [Tableaux]
    evaluation: Exercice.
  - id: ecrire
    titre: Écrire
    duree: {min: 80, cible: 95, max: 120}
    methodes: [atelier]
    objectifs: [O2]
    themes: [donnees]
    contenu: [Une note]
    supports: [Modèle de note]
    evaluation: Note relue.
"""

_LIRE = """\
    contenu:
      - id: tableau
        selon:
          - {si: {habitants: moins de 500}, texte: Le budget tient sur une page., pourquoi: Une seule page.}
          - {si: village, texte: Le tableau de la commune., pourquoi: Le tableau est court.}
          - {si: {services: [directions]}, texte: Le tableau des directions., pourquoi: Les directions l’ont fait.}
          - sinon: Le tableau {comparables.d_un}.
      - {id: carte, texte: La carte., facultatif: true}
      - {texte: La note suit., si: {avec: [ecrire]}, pourquoi: La suite est annoncée.}
    supports: [Tableaux]
    evaluation:
      selon:
        - {si: village, texte: Exercice relu avec le formateur., pourquoi: Le groupe est petit.}
        - sinon: Exercice relu à deux.
"""
_ECRIRE = """\
    contenu: [Une note]
    supports:
      - {si: a-distance, texte: Document partagé, pourquoi: La salle est à distance.}
      - {sauf: a-distance, texte: Modèle de note, pourquoi: Il est imprimé.}
    etapes:
      - {minutes: 55, consigne: "Écrivez {moment.ce}, {groupe.en_groupes}.", points: [La note]}
      - {minutes: 40, si: intercommunalite, consigne: Lisez tout haut., pourquoi: Une seule table.}
      - {minutes: 40, sauf: intercommunalite, consigne: Reliez les notes., pourquoi: Plusieurs tables.}
    evaluation: Note relue.
"""


def _varied() -> str:
    text = MODULE
    before = '    contenu: ["Deux tableaux de {client.nom}"]\n    supports: [Tableaux]\n    evaluation: Exercice.\n'
    text = text.replace(before, _LIRE)
    before = "    contenu: [Une note]\n    supports: [Modèle de note]\n    evaluation: Note relue.\n"
    text = text.replace(before, _ECRIRE)
    quiz = "".join(
        f"  - {{id: q{rank}, objectif: O{1 if rank != 2 else 2}, question: Question {rank} ?, reponse: {answer}}}\n"
        for rank, answer in enumerate(
            ("Un", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix"), start=1
        )
    )
    indifferent = (
        "indifferent:\n"
        "  - {fait: pauses, raison: Rien n’en dépend.}\n"
        "  - {fait: territoire, valeurs: [littoral], raison: La mer n’y change rien.}\n"
    )
    return f"{text}quiz:\n{quiz}{indifferent}"


VARIED = _varied()
