import Domain

/// The checks of all sources of a territory, made once a register.
public struct TerritoryValidator: Sendable {
    private let validators: [String: ObservationValidator]

    /// The checks of a register; `oldest` as `RegisterFile.oldest` says, in seconds.
    public init(register: Register, oldest: UInt32 = RegisterFile.defaultOldest) {
        var validators: [String: ObservationValidator] = [:]
        for source in register.sources {
            validators[source.identifier] = ObservationValidator(source: source, territory: register.territory, oldest: oldest)
        }
        self.validators = validators
    }

    /// The checks of a source for a batch that arrived at `arrival`; throws where the register has no entry, or none that is valid then.
    public func validator(ofSource source: String, at arrival: Instant) throws(ObservationRefusal) -> ObservationValidator {
        guard let validator = validators[source] else { throw ObservationRefusal(.unknownSource, .source) }
        if let refusal = validator.admission(at: arrival) { throw refusal }
        return validator
    }
}
