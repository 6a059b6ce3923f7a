import json
from importlib import resources

import jsonschema
import msgspec
import pytest

import boards
from farrago_schema.leaderboard import Leaderboard, json_schema

SHIPPED = resources.files("farrago_schema").joinpath("leaderboard.schema.json")


def test_the_shipped_schema_is_what_the_types_say():
    assert json.loads(SHIPPED.read_text(encoding="utf-8")) == json_schema()


def test_the_schema_is_valid_and_accepts_a_board(tmp_path):
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    board = json.loads(msgspec.json.encode(boards.showcase(tmp_path).data))
    jsonschema.Draft202012Validator(schema).validate(board)


@pytest.mark.parametrize("key", ["rows", "gold", "ranking", "schema_version"])
def test_a_board_that_lacks_a_part_is_refused_by_schema_and_types_alike(tmp_path, key):
    board = json.loads(msgspec.json.encode(boards.showcase(tmp_path).data))
    del board[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(board, json_schema())
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(board, Leaderboard)
