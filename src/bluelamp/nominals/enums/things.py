"""Words about objects: what they are, and the numbers they bear (O_001 to O_013)."""

from __future__ import annotations

from bluelamp.core.words import Coded, Worded


class ObjectKind(Coded):
    """What sort of thing an object of the index is."""

    VEHICLE = "vehicle", "Vehicle"
    TELEPHONE = "telephone", "Telephone"
    DOCUMENT = "document", "Document"
    WEAPON = "weapon", "Weapon"
    DRUG = "drug", "Drug"
    DEVICE = "device", "Computer or other device"
    CASH = "cash", "Cash"
    OTHER = "other", "Other object"


class NumberScheme(Coded):
    """A scheme of numbers that objects bear; a number may pass from one object to another."""

    VRM = "vrm", "Registration mark"
    VIN = "vin", "Vehicle identification number"
    PHONE = "phone", "Telephone number"
    IMEI = "imei", "IMEI"
    DOCUMENT = "document", "Document number"
    SERIAL = "serial", "Serial number"


class VehicleBody(Worded):
    """Body of a vehicle (O_001); the national value list is not loaded (unverified)."""

    HATCHBACK = "hatchback"
    SALOON = "saloon"
    ESTATE = "estate"
    COUPE = "coupe"
    CONVERTIBLE = "convertible"
    FOUR_BY_FOUR = "four_by_four"
    PEOPLE_CARRIER = "people_carrier"
    VAN = "van"
    PICK_UP = "pick_up"
    LORRY = "lorry"
    BUS_OR_COACH = "bus_or_coach"
    MINIBUS = "minibus"
    TAXI = "taxi"
    MOTORCYCLE = "motorcycle"
    MOPED = "moped"
    ELECTRIC_SCOOTER = "electric_scooter"
    BICYCLE = "bicycle"
    MOTOR_CARAVAN = "motor_caravan"
    TRAILER = "trailer"
    TRACTOR = "tractor"
    OTHER = "other"


class Colour(Worded):
    """Colour of a vehicle or other object (O_001), as the licensing agency lists them."""

    BEIGE = "beige"
    BLACK = "black"
    BLUE = "blue"
    BRONZE = "bronze"
    BROWN = "brown"
    BUFF = "buff"
    CREAM = "cream"
    GOLD = "gold"
    GREEN = "green"
    GREY = "grey"
    IVORY = "ivory"
    MAROON = "maroon"
    MAUVE = "mauve"
    MULTICOLOURED = "multicoloured"
    ORANGE = "orange"
    PINK = "pink"
    PURPLE = "purple"
    RED = "red"
    SILVER = "silver"
    TURQUOISE = "turquoise"
    WHITE = "white"
    YELLOW = "yellow"


class TelephoneSort(Worded):
    """Type of a telephone (O_003)."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    INTERNET = "internet"
    PUBLIC = "public"
    FAX = "fax"
    PAGER = "pager"


class DocumentSort(Coded):
    """Sort of a document (O_005 to O_009)."""

    PASSPORT = "passport", "Passport"
    DRIVING_LICENCE = "driving_licence", "Driving licence"
    IDENTITY_CARD = "identity_card", "Identity card"
    RESIDENCE_PERMIT = "residence_permit", "Residence permit or visa"
    BIRTH_CERTIFICATE = "birth_certificate", "Birth certificate"
    BANK_CARD = "bank_card", "Bank card"
    VEHICLE_PAPERS = "vehicle_papers", "Vehicle papers"
    LETTER = "letter", "Letter or notes"
    OTHER = "other", "Other document"


class WeaponSort(Coded):
    """Sort of a weapon."""

    KNIFE = "knife", "Knife or bladed article"
    FIREARM = "firearm", "Firearm"
    IMITATION_FIREARM = "imitation_firearm", "Imitation firearm"
    AIR_WEAPON = "air_weapon", "Air weapon"
    AMMUNITION = "ammunition", "Ammunition"
    BLUNT = "blunt", "Blunt weapon"
    CORROSIVE = "corrosive", "Corrosive substance"
    SPRAY = "spray", "Noxious spray"
    EXPLOSIVE = "explosive", "Explosive or firework"
    ELECTRIC = "electric", "Electric stun device"
    OTHER = "other", "Other weapon"


class DrugSort(Coded):
    """What a drug is believed to be until it is tested."""

    CANNABIS = "cannabis", "Cannabis"
    COCAINE = "cocaine", "Cocaine powder"
    CRACK = "crack", "Crack cocaine"
    HEROIN = "heroin", "Heroin"
    AMPHETAMINE = "amphetamine", "Amphetamine"
    MDMA = "mdma", "MDMA"
    KETAMINE = "ketamine", "Ketamine"
    LSD = "lsd", "LSD"
    METHAMPHETAMINE = "methamphetamine", "Methamphetamine"
    BENZODIAZEPINE = "benzodiazepine", "Benzodiazepine"
    SYNTHETIC_CANNABINOID = "synthetic_cannabinoid", "Synthetic cannabinoid"
    NITROUS_OXIDE = "nitrous_oxide", "Nitrous oxide"
    PRESCRIPTION = "prescription", "Prescription medicine"
    UNKNOWN = "unknown", "Not known until tested"


class DeviceSort(Coded):
    """Sort of a device that holds data, other than a telephone."""

    LAPTOP = "laptop", "Laptop"
    DESKTOP = "desktop", "Desktop computer"
    TABLET = "tablet", "Tablet"
    SERVER = "server", "Server or network store"
    MEMORY = "memory", "Memory card or stick"
    DRIVE = "drive", "Drive or disc"
    SIM = "sim", "SIM card"
    CAMERA = "camera", "Camera or dashcam"
    TRACKER = "tracker", "Tracker"
    CONSOLE = "console", "Games console"
    WEARABLE = "wearable", "Watch or other wearable"
    DRONE = "drone", "Drone"
    OTHER = "other", "Other device"


class ObjectUnit(Coded):
    """In what an amount is counted."""

    ITEMS = "items", "items"
    GRAMS = "g", "g"
    KILOGRAMS = "kg", "kg"
    MILLILITRES = "ml", "ml"
    WRAPS = "wraps", "wraps"
    TABLETS = "tablets", "tablets"
    PLANTS = "plants", "plants"
    ROUNDS = "rounds", "rounds"
