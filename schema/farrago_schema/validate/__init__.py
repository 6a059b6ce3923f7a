"""Everything that is wrong with predictions, gold or a submission: all errors at once, each explained.

``check_prediction`` and ``check_document`` say of typed objects what a JSON Schema cannot: offsets,
references, the label set. The others read a file and explain what does not decode, too; where a line is
broken, its whole parts are checked all the same.
"""

from farrago_schema.validate.checks import check_document, check_prediction
from farrago_schema.validate.gold import validate_documents, validate_system
from farrago_schema.validate.predictions import validate_predictions
from farrago_schema.validate.report import ValidationReport, report_of

__all__ = [
    "ValidationReport",
    "check_document",
    "check_prediction",
    "report_of",
    "validate_documents",
    "validate_predictions",
    "validate_system",
]
