"""Vehicles, telephones and what was found on people, and what people look like: all invented.

Marks follow the current pattern with an age identifier of the 2030s, which is not given out yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from bluelamp.nominals.enums import (
    BodyPart,
    Build,
    Complexion,
    EyeColour,
    FeatureKind,
    HairColour,
    LinkRole,
    NumberScheme,
    ObjectKind,
)
from bluelamp.nominals.services import (
    DescriptionClaim,
    FeatureClaim,
    NumberClaim,
    ObjectClaim,
)

KEEPERS, FOUND_ON, DESCRIBED = 0.45, 0.02, 0.05
LETTERS = "ABCDEFGHJKLMNOPRSTUVWXY"
MODELS = (
    ("Ford", "Focus", "hatchback"),
    ("Ford", "Transit", "van"),
    ("Vauxhall", "Corsa", "hatchback"),
    ("Volkswagen", "Golf", "hatchback"),
    ("BMW", "3 Series", "saloon"),
    ("Toyota", "Prius", "hatchback"),
    ("Nissan", "Qashqai", "four_by_four"),
    ("Honda", "PCX", "moped"),
    ("Yamaha", "MT-07", "motorcycle"),
    ("Mercedes-Benz", "Vito", "van"),
)
COLOURS = ("black", "white", "silver", "grey", "blue", "red", "green")
HANDSETS = (("Apple", "iPhone 13"), ("Samsung", "Galaxy A54"), ("Google", "Pixel 7"))
FOUND = (
    ObjectClaim(ObjectKind.WEAPON, sort="knife", description="Lock knife with a black handle"),
    ObjectClaim(ObjectKind.WEAPON, sort="knife", description="Kitchen knife wrapped in tape"),
    ObjectClaim(ObjectKind.WEAPON, sort="imitation_firearm", description="Black plastic pistol"),
    ObjectClaim(ObjectKind.DRUG, sort="cannabis", amount=Decimal("3.5"), unit="g"),
    ObjectClaim(ObjectKind.DRUG, sort="crack", amount=Decimal(14), unit="wraps"),
    ObjectClaim(ObjectKind.DRUG, sort="nitrous_oxide", amount=Decimal(40), unit="items"),
    ObjectClaim(ObjectKind.CASH, amount=Decimal(1480), currency="GBP"),
    ObjectClaim(ObjectKind.CASH, amount=Decimal(650), currency="EUR"),
    ObjectClaim(ObjectKind.DEVICE, sort="laptop", make="Dell", model="XPS"),
)
FEATURES = (
    FeatureClaim(FeatureKind.TATTOO, BodyPart.NECK, "A rose"),
    FeatureClaim(FeatureKind.TATTOO, BodyPart.LEFT_ARM, "A name in script"),
    FeatureClaim(FeatureKind.SCARRED, BodyPart.CHIN, "A thin line"),
    FeatureClaim(FeatureKind.PIERCED, BodyPart.NOSE, "A ring"),
    FeatureClaim(FeatureKind.LACKING, BodyPart.TEETH, "Upper front tooth"),
)


def things_of(
    rng: Random, phones: tuple[str, ...], *, is_adult: bool
) -> Iterator[tuple[LinkRole, ObjectClaim]]:
    """Yield the things of a person, with what the person is to each."""
    if is_adult and rng.random() < KEEPERS:
        yield LinkRole.KEEPER, vehicle(rng)
    for phone in phones[:1]:
        make, model = rng.choice(HANDSETS)
        number = NumberClaim(NumberScheme.PHONE, phone)
        yield (
            LinkRole.USER,
            ObjectClaim(
                ObjectKind.TELEPHONE, numbers=(number,), sort="mobile", make=make, model=model
            ),
        )
    if is_adult and rng.random() < FOUND_ON:
        yield LinkRole.HOLDER, rng.choice(FOUND)


def vehicle(rng: Random) -> ObjectClaim:
    """Return a vehicle whose mark cannot be a real one."""
    make, model, body = rng.choice(MODELS)
    area = "".join(rng.choices(LETTERS, k=2))
    last = "".join(rng.choices(LETTERS, k=3))
    return ObjectClaim(
        ObjectKind.VEHICLE,
        numbers=(NumberClaim(NumberScheme.VRM, f"{area}{rng.randint(30, 49)}{last}"),),
        make=make,
        model=model,
        body=body,
        colours=(rng.choice(COLOURS),),
    )


def looks(rng: Random, day: date, *, observed_ethnicity: str = "") -> DescriptionClaim:
    """Return what somebody looked like on a day."""
    height, eyes = rng.randint(152, 195), rng.choice(list(EyeColour)[:5])
    return DescriptionClaim(
        described_on=day,
        build=rng.choice(list(Build)[:-1]),
        complexion=rng.choice((Complexion.FAIR, Complexion.FRESH, Complexion.PALE, "")),
        eye_left=eyes,
        eye_right=eyes,
        hair=rng.choice(list(HairColour)[:13]),
        height_from=height - 3,
        height_to=height + 3,
        observed_ethnicity=observed_ethnicity,
        features=(rng.choice(FEATURES),) if rng.random() < 0.6 else (),
    )
