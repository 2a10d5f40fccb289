extension AgreementFile {
    /// JSON Schema (draft 2020-12) of the format, for completion and first checks in editors.
    ///
    /// It describes the shape: keys, words, quantities. What hangs together across the file, such as ids that must be
    /// declared, only `read` finds. Scalars may be text or, where a YAML editor reads them so, numbers.
    public static let schema = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Holdfast agreement file",
          "description": "One cease-fire agreement: who, where, what was agreed, what counts as holding, who guarantees it.",
          "type": "object",
          "additionalProperties": false,
          "required": ["holdfast", "agreement", "parties", "terms"],
          "properties": {
            "holdfast": {"description": "Version of the format: 1.", "enum": ["1", 1]},
            "agreement": {"$ref": "#/$defs/agreement"},
            "parties": {"description": "The sides bound by terms, each under an id of its own.", "type": "object", "minProperties": 1, "propertyNames": {"$ref": "#/$defs/id"}, "additionalProperties": {"$ref": "#/$defs/party"}},
            "mechanisms": {"description": "Bodies that monitor, find or rule.", "type": "object", "propertyNames": {"$ref": "#/$defs/id"}, "additionalProperties": {"$ref": "#/$defs/body"}},
            "guarantors": {"description": "Those who promise to act.", "type": "object", "propertyNames": {"$ref": "#/$defs/id"}, "additionalProperties": {"$ref": "#/$defs/body"}},
            "space": {"$ref": "#/$defs/space"},
            "terms": {"description": "The obligations and prohibitions, each under an id of its own.", "type": "object", "minProperties": 1, "propertyNames": {"$ref": "#/$defs/id"}, "additionalProperties": {"$ref": "#/$defs/term"}},
            "holding": {"$ref": "#/$defs/holding"},
            "guarantees": {"description": "What guarantors owe, and when.", "type": "object", "propertyNames": {"$ref": "#/$defs/id"}, "additionalProperties": {"$ref": "#/$defs/guarantee"}}
          },
          "$defs": {
            "id": {"description": "Small letters, digits and hyphens; begins with a letter.", "type": "string", "pattern": "^(?!(all|any|none)$)[a-z][a-z0-9-]{0,63}$"},
            "text": {"type": ["string", "number", "boolean"], "minLength": 1},
            "count": {"description": "A whole number of at least 1.", "type": ["string", "integer"], "pattern": "^0*[1-9][0-9]*$", "minimum": 1},
            "ratio": {"description": "A number above 0, such as 0.5.", "type": ["string", "number"], "pattern": "^[0-9]+(\\.[0-9]+)?$", "exclusiveMinimum": 0},
            "distance": {"description": "A number and m or km, such as 15 km.", "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? *(m|km)$"},
            "area": {"description": "A number and m2, ha or km2, such as 2 km2.", "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? *(m2|ha|km2)$"},
            "duration": {"description": "A number and min, h, d or w, such as 7 d. A day is 24 hours.", "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? *(min|h|d|w)$"},
            "span": {"description": "A number and min, h, d, w, months or y, such as 14 d. Days and longer follow the calendar.", "type": "string", "pattern": "^([0-9]+(\\.[0-9]+)? *(min|h)|[0-9]+ *(d|w|months|y))$"},
            "calibre": {"description": "At least or more than so many mm or cm, in quotes: \">= 100 mm\". \"100 mm\" means at least.", "type": "string", "pattern": "^((>=|>|≥) *)?[0-9]+(\\.[0-9]+)? *(mm|cm)$"},
            "day": {"description": "Year, month, day: 2015-02-15.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "time": {"description": "D+n (n days after entry into force), a day, or a time in the agreement's zone.", "type": "string", "pattern": "^(D\\+[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?)?)$"},
            "moment": {"description": "Local date and time, such as 2015-02-15T00:00, or with an offset.", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?$"},
            "ids": {"description": "One id or a list of ids.", "anyOf": [{"$ref": "#/$defs/id"}, {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/id"}}]},
            "partiesOrAll": {"description": "all, one party or a list of parties.", "anyOf": [{"const": "all"}, {"$ref": "#/$defs/ids"}]},
            "lineId": {"description": "line-of-contact, or an id under space.lines.", "$ref": "#/$defs/id", "examples": ["line-of-contact"]},
            "kind": {"description": "A kind of incident.", "enum": ["state-based", "non-state", "one-sided", "shelling", "small-arms", "sniper", "air-strike", "drone", "explosion", "mine", "incursion", "abduction", "weapon-sighting", "live-fire-exercise", "demining", "other"]},
            "sources": {
              "description": "Where the clause stands.", "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["title"],
                "properties": {
                  "title": {"$ref": "#/$defs/text"},
                  "url": {"$ref": "#/$defs/text"},
                  "article": {"description": "Article or paragraph.", "$ref": "#/$defs/text"},
                  "checked": {"description": "Whether the figures were checked against the primary text.", "enum": ["primary", "secondary"]}
                }
              }
            },
            "agreement": {
              "type": "object", "additionalProperties": false, "required": ["id", "title", "enters-into-force", "time-zone"],
              "properties": {
                "id": {"$ref": "#/$defs/id"},
                "title": {"$ref": "#/$defs/text"},
                "class": {"description": "preliminary has compliance mechanisms; definitive adds demobilisation and settles the dispute.", "enum": ["cessation-of-hostilities", "preliminary", "definitive"]},
                "signed": {"$ref": "#/$defs/day"},
                "enters-into-force": {"$ref": "#/$defs/moment"},
                "time-zone": {"description": "IANA name such as Europe/Kyiv, or UTC.", "type": "string"},
                "sources": {"$ref": "#/$defs/sources"}
              }
            },
            "party": {
              "type": "object", "additionalProperties": false, "required": ["name"],
              "properties": {
                "name": {"$ref": "#/$defs/text"},
                "names-in-data": {
                  "description": "Names of this side in data, by data set: ucdp, acled, holdfast.", "type": "object", "propertyNames": {"$ref": "#/$defs/id"},
                  "additionalProperties": {"anyOf": [{"$ref": "#/$defs/text"}, {"type": "array", "items": {"$ref": "#/$defs/text"}}]}
                }
              }
            },
            "body": {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {"name": {"$ref": "#/$defs/text"}}},
            "file": {"type": "object", "additionalProperties": false, "required": ["file"], "properties": {"file": {"description": "Path relative to the agreement file.", "$ref": "#/$defs/text"}, "layer": {"description": "Of a file that holds several.", "$ref": "#/$defs/text"}}},
            "space": {
              "description": "Lines, zones and maps.", "type": "object", "additionalProperties": false,
              "properties": {
                "border": {"description": "The legal line, de jure.", "$ref": "#/$defs/file"},
                "coast": {"description": "Coasts, along which no line of contact runs: lines, or land as polygons.", "$ref": "#/$defs/file"},
                "control": {"description": "Dated maps of who holds what, de facto: of one map maker, or a list of several.", "anyOf": [{"$ref": "#/$defs/control"}, {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/control"}}]},
                "line-of-contact": {"$ref": "#/$defs/line"},
                "lines": {"description": "Further lines, each under an id of its own.", "type": "object", "propertyNames": {"$ref": "#/$defs/id"}, "additionalProperties": {"$ref": "#/$defs/line"}},
                "zones": {"description": "Stretches of ground that terms name.", "type": "object", "propertyNames": {"$ref": "#/$defs/id"}, "additionalProperties": {"$ref": "#/$defs/zone"}},
                "area-of-agreement": {"description": "The area the agreement covers; absent: everywhere.", "$ref": "#/$defs/file"},
                "places": {"description": "Points with names, for the map.", "$ref": "#/$defs/file"}
              }
            },
            "control": {
              "type": "object", "additionalProperties": false, "required": ["files"], "oneOf": [{"required": ["held-by"]}, {"required": ["side"]}],
              "properties": {
                "files": {"description": "A file, or a pattern such as control/*.geojson.", "$ref": "#/$defs/text"},
                "held-by": {"description": "The party that holds what the polygons cover.", "$ref": "#/$defs/id"},
                "side": {"description": "The attribute that says who holds a polygon.", "$ref": "#/$defs/side"},
                "rest-held-by": {"description": "The party that holds the rest.", "$ref": "#/$defs/id"},
                "gaps": {"description": "What a day between two maps shows. Default: carry-forward.", "anyOf": [{"enum": ["carry-forward", "unknown"]}, {"type": "string", "pattern": "^[0-9]+ *(d|w)$"}]},
                "date": {"description": "The attribute that holds the date, where file names do not.", "$ref": "#/$defs/text"},
                "layer": {"description": "The layer to read of files that hold several.", "$ref": "#/$defs/text"},
                "maker": {"description": "The map maker's name; required where there are several.", "$ref": "#/$defs/text"}
              }
            },
            "side": {
              "type": "object", "additionalProperties": false, "required": ["attribute", "holders"],
              "properties": {
                "attribute": {"$ref": "#/$defs/text"},
                "holders": {"description": "What its values mean: a party, contested or unknown.", "type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/$defs/id"}},
                "others": {"description": "Who holds polygons with any other value. Absent: they are an error.", "$ref": "#/$defs/id"}
              }
            },
            "line": {
              "description": "From control, or from a file.", "type": "object", "additionalProperties": false,
              "oneOf": [{"required": ["from"]}, {"required": ["file"]}],
              "properties": {
                "from": {"description": "Derive the line from maps of control.", "const": "control"},
                "on": {"description": "The day of the map, or moving. Default: the day of entry into force.", "anyOf": [{"const": "moving"}, {"$ref": "#/$defs/day"}]},
                "file": {"description": "A map file with a line.", "$ref": "#/$defs/text"},
                "layer": {"description": "Of a file that holds several.", "$ref": "#/$defs/text"},
                "left-held-by": {"description": "The party on the left, along the direction of drawing.", "$ref": "#/$defs/id"},
                "right-held-by": {"description": "The party on the right.", "$ref": "#/$defs/id"},
                "accuracy": {"description": "How far the drawn line may lie from the real one.", "$ref": "#/$defs/distance"}
              }
            },
            "zone": {
              "description": "Measured from a line, or drawn in a file.", "type": "object", "additionalProperties": false,
              "oneOf": [{"required": ["along", "depth", "width"]}, {"required": ["file"], "not": {"anyOf": [{"required": ["along"]}, {"required": ["depth"]}, {"required": ["width"]}, {"required": ["side"]}]}}],
              "properties": {
                "along": {"$ref": "#/$defs/lineId"},
                "depth": {"$ref": "#/$defs/distance"},
                "width": {"description": "per-side: the depth counts on each side. total: both sides share it.", "enum": ["per-side", "total"]},
                "side": {"description": "Only the ground of this party.", "$ref": "#/$defs/id"},
                "file": {"description": "A map file with a polygon.", "$ref": "#/$defs/text"},
                "layer": {"description": "Of a file that holds several.", "$ref": "#/$defs/text"}
              }
            },
            "behind": {"type": "object", "additionalProperties": false, "required": ["line", "depth"], "properties": {"line": {"$ref": "#/$defs/lineId"}, "depth": {"$ref": "#/$defs/distance"}}},
            "term": {
              "type": "object", "additionalProperties": false,
              "oneOf": [{"required": ["prohibits"]}, {"required": ["withdraws", "behind"]}, {"required": ["requires"]}],
              "properties": {
                "prohibits": {"enum": ["use-of-force", "change-of-control"]},
                "kinds": {"description": "Narrows a prohibition of force to these kinds.", "anyOf": [{"$ref": "#/$defs/kind"}, {"type": "array", "items": {"$ref": "#/$defs/kind"}}]},
                "tolerance": {"description": "Area that may change hands.", "$ref": "#/$defs/area"},
                "over": {"description": "Time over which change is added up.", "$ref": "#/$defs/duration"},
                "withdraws": {"type": "object", "additionalProperties": false, "required": ["weapon"], "properties": {"weapon": {"$ref": "#/$defs/text"}, "calibre": {"$ref": "#/$defs/calibre"}}},
                "behind": {"description": "A line and a depth, or one such for each party.", "anyOf": [{"$ref": "#/$defs/behind"}, {"type": "object", "propertyNames": {"anyOf": [{"$ref": "#/$defs/id"}, {"const": "all"}]}, "additionalProperties": {"$ref": "#/$defs/behind"}}]},
                "start": {"$ref": "#/$defs/time"},
                "complete": {"$ref": "#/$defs/time"},
                "requires": {"enum": ["access", "delivery"]},
                "for": {"description": "The mechanism that is to have access.", "$ref": "#/$defs/id"},
                "of": {"description": "What is delivered.", "$ref": "#/$defs/text"},
                "count": {"$ref": "#/$defs/count"},
                "binds": {"description": "Default: all.", "$ref": "#/$defs/partiesOrAll"},
                "within": {"description": "A zone, or area-of-agreement, the default.", "$ref": "#/$defs/id"},
                "from": {"description": "Default: entry into force.", "$ref": "#/$defs/time"},
                "until": {"description": "Last moment at which the term binds. Default: open.", "$ref": "#/$defs/time"},
                "exempt": {"description": "Conduct that does not count.", "anyOf": [{"$ref": "#/$defs/text"}, {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/kind"}, {"$ref": "#/$defs/text"}]}}]},
                "sources": {"$ref": "#/$defs/sources"},
                "says": {"description": "What the clause says, for reports.", "$ref": "#/$defs/text"}
              }
            },
            "holding": {
              "description": "What counts as holding. Absent: the documented default.", "type": "object", "additionalProperties": false,
              "properties": {
                "collapsed": {"$ref": "#/$defs/condition"},
                "failing": {"$ref": "#/$defs/condition"},
                "strained": {"$ref": "#/$defs/condition"},
                "over": {"description": "How far back windows may lie. Default: 30 d.", "$ref": "#/$defs/duration"},
                "baseline": {"description": "Days before the agreement to compare with, both included.", "type": "object", "additionalProperties": false, "required": ["from", "to"], "properties": {"from": {"$ref": "#/$defs/day"}, "to": {"$ref": "#/$defs/day"}}}
              }
            },
            "condition": {
              "type": "object", "additionalProperties": false,
              "oneOf": [{"required": ["deaths", "within"]}, {"required": ["violations-of", "at-least", "within"]}, {"required": ["change-of-control", "within"]}, {"required": ["rate-ratio"]}, {"required": ["any"]}, {"required": ["all"]}],
              "properties": {
                "deaths": {"$ref": "#/$defs/count"},
                "violations-of": {"description": "A term, or any.", "anyOf": [{"const": "any"}, {"$ref": "#/$defs/id"}]},
                "at-least": {"$ref": "#/$defs/count"},
                "change-of-control": {"$ref": "#/$defs/area"},
                "rate-ratio": {"description": "Incidents a day since entry into force, over those of the baseline.", "$ref": "#/$defs/ratio"},
                "within": {"$ref": "#/$defs/duration"},
                "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}},
                "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/condition"}}
              }
            },
            "guarantee": {
              "type": "object", "additionalProperties": false, "required": ["guarantors"],
              "properties": {
                "guarantors": {"$ref": "#/$defs/ids"},
                "for": {"description": "Parties to whom it is given. Default: all.", "$ref": "#/$defs/partiesOrAll"},
                "trigger": {"$ref": "#/$defs/trigger"},
                "finder": {"description": "Who finds that the trigger is met.", "$ref": "#/$defs/id"},
                "clock-starts": {"enum": ["event", "finding", "notification"]},
                "discretion": {"enum": ["none", "own-satisfaction", "as-deemed-necessary", "constitutional-process"]},
                "veto": {"description": "none, any-guarantor, or who can stop it.", "anyOf": [{"enum": ["none", "any-guarantor"]}, {"$ref": "#/$defs/ids"}]},
                "obligations": {"type": "array", "items": {"$ref": "#/$defs/obligation"}},
                "cure": {"description": "Time in which a breach may be made good.", "$ref": "#/$defs/duration"},
                "sunset": {"description": "How long the guarantee lasts.", "$ref": "#/$defs/span"},
                "notice": {"description": "How long before leaving it must be announced.", "$ref": "#/$defs/span"},
                "sources": {"$ref": "#/$defs/sources"},
                "says": {"$ref": "#/$defs/text"}
              }
            },
            "trigger": {
              "type": "object", "additionalProperties": false,
              "oneOf": [{"required": ["violations-of", "at-least", "within"]}, {"required": ["deaths", "within"]}, {"required": ["change-of-control", "within"]}, {"required": ["missed-deadline"]}, {"required": ["denied-access", "within"]}, {"required": ["described"]}, {"required": ["any"]}, {"required": ["all"]}],
              "properties": {
                "violations-of": {"$ref": "#/$defs/id"},
                "by": {"description": "same-party, any-party (the default) or a party.", "anyOf": [{"enum": ["same-party", "any-party"]}, {"$ref": "#/$defs/id"}]},
                "at-least": {"$ref": "#/$defs/count"},
                "within": {"$ref": "#/$defs/duration"},
                "standard": {"description": "Least certainty that counts. Default: likely.", "enum": ["confirmed", "likely", "possible"]},
                "deaths": {"$ref": "#/$defs/count"},
                "change-of-control": {"$ref": "#/$defs/area"},
                "missed-deadline": {"description": "A withdrawal or delivery.", "$ref": "#/$defs/id"},
                "denied-access": {"$ref": "#/$defs/count"},
                "described": {"description": "The text's words, which no data can establish.", "$ref": "#/$defs/text"},
                "any": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/trigger"}},
                "all": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/trigger"}}
              }
            },
            "obligation": {
              "type": "object", "additionalProperties": false, "required": ["kind"],
              "properties": {
                "kind": {"enum": ["consult", "report", "assist", "sanction", "deploy", "use-force"]},
                "within": {"description": "Deadline after the clock starts.", "$ref": "#/$defs/span"},
                "unless": {"const": "cured"}
              }
            }
          }
        }

        """#
}
