extension ObservationView {
    /// Throws where a string is not UTF-8 or holds a NUL: names the field, not the content.
    @inline(__always)
    func validateText(at index: Int) throws(SchemaError) {
        guard
            isText(observationIDBytes), isText(originalCodeBytes), isText(codeSystemBytes), isText(areaCodeBytes), isText(cellCodeBytes),
            isText(sourceIDBytes), isText(unitBytes), isText(textBytes)
        else { throw invalidText(at: index) }
    }

    @inline(never)
    private func invalidText(at index: Int) -> SchemaError {
        let fields = [
            ("source_id", sourceIDBytes), ("observation_id", observationIDBytes), ("cell_code", cellCodeBytes),
            ("area_code", areaCodeBytes), ("original_code", originalCodeBytes), ("code_system", codeSystemBytes), ("unit", unitBytes),
            ("text", textBytes),
        ]
        let field = fields.first { !isText($0.1) }?.0 ?? "text"
        return .invalid(
            message: ObservationBatch.name, field: "observations[\(index)].\(field)", reason: "is not UTF-8 without NUL; encode it as UTF-8"
        )
    }
}
