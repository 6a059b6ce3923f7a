"""What everybody agrees on: types, JSON Schemas, label set, file formats, validation."""
