"""The shipped templates, by the SHA-256 of their bytes: written by `python -m scripts.modeles`."""

LIVRES = frozenset(
    {
        "27025a4fca2374e2d5429077532f563deb40677869a024f918fef1b2f526fdc1",  # formulaire
        "324ea0d1c892cf87372789748d83ae01df42023e328647ee9014abe09e8af7ac",  # programme
        "3eeffeb9899ea9c913b214dc4dd4812bda90767519fc66eed05109ea3be2bd31",  # agenda
        "f92a10d906c98120b91cda1b02c777aca1363d56f048f9104ec1e5e940aee74c",  # deroule
        "335f90b8f719261347602f263c2deacb188cef3726c899617891704fa193621c",  # emargement
        "95e758d634fdbf09f53d2d3c4077700bfa0bc6f65a8f124a7bf3258199470117",  # positionnement
        "d6d58d3a58f89c70c4d399b33452ceacb00caa46b4980f96af7c98985af94c6f",  # evaluation-a-chaud
        "ed9aa51ab0e912f4e7e404b6ea7a4c5dddbd3e33e1b4ce6cdf4052ca82008ebc",  # evaluation-a-froid
    }
)
