"""People and the roles in which they can be reached."""

from pages.ui.components import Component, State, register, sample

ROLE = sample(fi="Lastenkirjastotyön ryhmän vetäjä", sv="Ledare för gruppen för barnbiblioteksarbete")

register(
    Component(
        "person",
        State(
            "A role",
            {
                "role": ROLE,
                "organisation": sample(fi="Turun kaupunginkirjasto", sv="Åbo stadsbibliotek"),
                "email": "lapset@kirjasto.example",
                "phone": "02 123 4567",
                "hours": sample(fi="Ma–to klo 9–15", sv="Må–to kl. 9–15"),
            },
        ),
        State(
            "Somebody by name", {"role": ROLE, "name": "Kaisa Kirjasto", "email": "kaisa@kirjasto.example"}
        ),
        State("Nothing but a role", {"role": ROLE}),
    )
)
