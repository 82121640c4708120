"""Words of physical descriptions (DS_039 to DS_046), as the dictionary lists them."""

from __future__ import annotations

from bluelamp.core.words import Coded, Worded


class PersonState(Coded):
    """Whether it is known who a person is (P_003, P_007, P_011)."""

    KNOWN = "known", "Known"
    UNKNOWN = "unknown", "Not known who this is"
    UNBORN = "unborn", "Unborn child"


class Build(Worded):
    """Build (DS_039)."""

    MEDIUM = "medium"
    BROAD = "broad"
    HEAVY = "heavy"
    THIN = "thin"
    FAT = "fat"
    STOCKY = "stocky"
    SLIM = "slim"
    LARGE = "large"
    SLIGHT = "slight"
    SMALL = "small"
    PROPORTIONATE = "proportionate"
    NOT_KNOWN = "not_known"


class Complexion(Worded):
    """Complexion (DS_040)."""

    FRESH = "fresh"
    ALBINO = "albino"
    RUDDY = "ruddy"
    FAIR = "fair"
    PALE = "pale"
    TANNED = "tanned"
    SALLOW = "sallow"
    DARK = "dark"
    SWARTHY = "swarthy"
    NOT_KNOWN = "not_known"


class EyeColour(Worded):
    """Colour of one eye; left and right are two answers (DS_041, DS_042)."""

    BLUE = "blue"
    BROWN = "brown"
    GREEN = "green"
    GREY = "grey"
    HAZEL = "hazel"
    NOT_KNOWN = "not_known"


class HairColour(Worded):
    """Colour of hair (DS_046)."""

    BLACK = "black"
    FAIR = "fair"
    GREY = "grey"
    MOUSEY = "mousey"
    WHITE = "white"
    BLONDE = "blonde"
    BROWN = "brown"
    DARK_BROWN = "dark_brown"
    LIGHT_BROWN = "light_brown"
    GINGER = "ginger"
    RED = "red"
    AUBURN = "auburn"
    SANDY = "sandy"
    DYED_BLUE = "dyed_blue"
    DYED_GREEN = "dyed_green"
    DYED_ORANGE = "dyed_orange"
    DYED_PINK = "dyed_pink"
    DYED_PURPLE = "dyed_purple"
    DYED_RED = "dyed_red"
    MULTICOLOURED = "multicoloured"
    OTHER = "other"
    NONE = "none"


class FeatureKind(Worded):
    """Kind of a distinguishing feature (DS_043)."""

    LACKING = "lacking"
    MARK = "mark"
    PECULIAR = "peculiar"
    PIERCED = "pierced"
    SCARRED = "scarred"
    TATTOO = "tattoo"


class BodyPart(Worded):
    """Where on the body a distinguishing feature is; left and right are the person's own."""

    HEAD = "head"
    FOREHEAD = "forehead"
    FACE = "face"
    LEFT_EYE = "left_eye"
    RIGHT_EYE = "right_eye"
    NOSE = "nose"
    MOUTH = "mouth"
    TEETH = "teeth"
    CHIN = "chin"
    LEFT_EAR = "left_ear"
    RIGHT_EAR = "right_ear"
    NECK = "neck"
    CHEST = "chest"
    ABDOMEN = "abdomen"
    BACK = "back"
    LEFT_SHOULDER = "left_shoulder"
    RIGHT_SHOULDER = "right_shoulder"
    LEFT_ARM = "left_arm"
    RIGHT_ARM = "right_arm"
    LEFT_HAND = "left_hand"
    RIGHT_HAND = "right_hand"
    LEFT_LEG = "left_leg"
    RIGHT_LEG = "right_leg"
    LEFT_FOOT = "left_foot"
    RIGHT_FOOT = "right_foot"
    WHOLE_BODY = "whole_body"
