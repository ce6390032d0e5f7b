"""The shipped templates, by the SHA-256 of their bytes: written by `python -m scripts.modeles`."""

LIVRES = frozenset(
    {
        "7be4d3ec4def68c96c99aaac6e6f3945e1eca1ad40e00f977802e775cd4c3c16",  # formulaire
        "324ea0d1c892cf87372789748d83ae01df42023e328647ee9014abe09e8af7ac",  # programme
        "3eeffeb9899ea9c913b214dc4dd4812bda90767519fc66eed05109ea3be2bd31",  # agenda
        "e2efb6d3fb3bcb219adb9feb021cf03bc39a66606105bba3b1b99e60ab166e07",  # deroule
        "335f90b8f719261347602f263c2deacb188cef3726c899617891704fa193621c",  # emargement
        "95e758d634fdbf09f53d2d3c4077700bfa0bc6f65a8f124a7bf3258199470117",  # positionnement
        "d6d58d3a58f89c70c4d399b33452ceacb00caa46b4980f96af7c98985af94c6f",  # evaluation-a-chaud
        "ed9aa51ab0e912f4e7e404b6ea7a4c5dddbd3e33e1b4ce6cdf4052ca82008ebc",  # evaluation-a-froid
    }
)
