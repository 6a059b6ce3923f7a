"""Rule-based reference systems, one file each; they see ``farrago_schema`` and nothing else of ours."""
