import Domain

/// Checks the observations of one source where they lie: no allocation and no string while all is well.
public struct ObservationValidator: Sendable {
    // Flat copies of what the register says, so that a check is a comparison.
    @usableFromInline let source: [UInt8]
    @usableFromInline let allowed: UInt16
    @usableFromInline let bounds: Bounds
    @usableFromInline let maximumText: Int
    @usableFromInline let lead: Int64
    @usableFromInline let reach: Int64
    @usableFromInline let corrects: Bool
    /// It watches places where people are, and may send counts and events alone.
    @usableFromInline let watches: Bool
    private let countsOnly: Bool
    private let codes: CodeTable
    private let needsPlaceUnmapped: Bool
    private let validFrom: Int64
    private let validUntil: Int64

    /// The checks of a source of a territory; `oldest`, in seconds, bounds how far back a live territory's observations may reach.
    public init(source entry: SourceEntry, territory: TerritoryEntry, oldest: UInt32 = RegisterFile.defaultOldest) {
        source = Array(entry.identifier.utf8)
        watches = entry.kind == .camera || entry.kind == .mobilePresence
        countsOnly = entry.kind == .mobilePresence
        allowed = ObservationValidator.fields(entry).reduce(0) { $0 | $1.bit }
        bounds = territory.bounds
        maximumText = Int(entry.maximumText)
        let plans = entry.kind == .agenda || entry.kind == .weather
        lead = plans ? ObservationLimits.plan : ObservationLimits.lead
        reach = territory.live ? Int64(oldest) * 1000 : .max
        corrects = entry.correctionWindow > 0
        codes = CodeTable(entry.mappings)
        // What a sensor or a plan calls by an unmapped word is more likely another measure than an incident.
        needsPlaceUnmapped = !(plans || entry.kind == .mobilePresence)
        validFrom = entry.validFrom
        validUntil = entry.validUntil
    }

    /// What a register may allow at most: no text from what watches people, and of mobile presence no more than where and how many.
    private static func fields(_ entry: SourceEntry) -> Set<ObservationField> {
        switch entry.kind {
        case .camera: entry.allowedFields.subtracting([.text])
        case .mobilePresence: entry.allowedFields.intersection([.position, .polygon, .cell, .area, .code, .value])
        default: entry.allowedFields
        }
    }

    /// Whether the register's entry is valid at a time of arrival; asked once a batch.
    public func admission(at arrival: Instant) -> ObservationRefusal? {
        if arrival.seconds < validFrom { return ObservationRefusal(.notYetValid, .source) }
        if validUntil != 0, arrival.seconds >= validUntil { return ObservationRefusal(.expired, .source) }
        return nil
    }

    /// Whether a batch's `reported_until` may be believed: nobody has reported what has not happened.
    public func refusal(ofReportedUntil until: Instant, arrival: Instant) -> ObservationRefusal? {
        until.milliseconds > arrival.milliseconds + ObservationLimits.lead
            ? ObservationRefusal(.inTheFuture, .reportedUntil, limit: ObservationLimits.lead) : nil
    }

    /// What is wrong with an observation that arrived at `arrival` by ingestion's clock; nil where nothing is.
    @inlinable
    public func refusal<Observation: ObservationFields>(of observation: borrowing Observation, arrival: Instant) -> ObservationRefusal? {
        if let refusal = identity(observation) { return refusal }
        if let refusal = times(observation, arrival) { return refusal }
        var present: UInt16 = 0
        if let refusal = place(observation, &present) { return refusal }
        if let refusal = content(observation, &present) { return refusal }
        if present & ~allowed != 0 { return notAllowed(present, observation) }
        if watches, let refusal = trace(observation, present) { return refusal }
        let placed = ObservationField.position.bit | ObservationField.polygon.bit | ObservationField.cell.bit | ObservationField.area.bit
        if present & placed == 0, observation.operationNumber != Operation.withdraw.number, needsPlace(observation.originalCodeBytes) {
            return ObservationRefusal(.noPosition, .latitude)
        }
        return nil
    }

    @usableFromInline
    func needsPlace(_ code: UnsafeRawBufferPointer) -> Bool {
        codes.isReading(code).map { !$0 } ?? needsPlaceUnmapped
    }

    /// What a source that watches people must not send, whatever fields it sends it in. A withdrawal says nothing new.
    @usableFromInline
    func trace<Observation: ObservationFields>(_ observation: borrowing Observation, _ present: UInt16) -> ObservationRefusal? {
        if PersonalTrace.isFound(in: observation.observationIDBytes) { return ObservationRefusal(.personalTrace, .identifier) }
        if PersonalTrace.isFound(in: observation.originalCodeBytes) { return ObservationRefusal(.personalTrace, .code) }
        if observation.operationNumber == Operation.withdraw.number { return nil }
        // Everywhere else a word that is not mapped becomes `other`; here it might be a face, a plate or a track.
        if codes.isReading(observation.originalCodeBytes) == nil { return ObservationRefusal(.codeNotDeclared, .code) }
        if countsOnly, observation.value == nil, observation.lower == nil, observation.upper == nil {
            return ObservationRefusal(.notACount, .value)
        }
        return nil
    }

    /// The first field that is present and not allowed, by its name on the wire.
    @usableFromInline
    func notAllowed<Observation: ObservationFields>(_ present: UInt16, _ observation: borrowing Observation) -> ObservationRefusal {
        let field = ObservationField.allCases.first { $0.bit & present & ~allowed != 0 }
        let wire: ObservationRefusal.Field =
            switch field {
            case .accuracy: .accuracy
            case .polygon: .polygon
            case .cell: .cell
            case .area: .area
            case .code: observation.originalCodeBytes.isEmpty ? .codeSystem : .code
            case .severity: .severity
            case .origin: .origin
            case .value:
                if observation.value != nil {
                    .value
                } else if observation.lower != nil {
                    .lower
                } else if observation.upper != nil {
                    .upper
                } else {
                    observation.unitBytes.isEmpty ? .quality : .unit
                }
            case .text: .text
            case .position, nil: .latitude
            }
        return ObservationRefusal(.fieldNotAllowed, wire)
    }
}

extension ObservationField {
    /// A bit a field, for sets without allocation.
    @usableFromInline
    var bit: UInt16 {
        switch self {
        case .position: 1
        case .accuracy: 2
        case .polygon: 4
        case .cell: 8
        case .area: 16
        case .code: 32
        case .severity: 64
        case .origin: 128
        case .value: 256
        case .text: 512
        }
    }
}

extension Operation {
    @usableFromInline
    var number: Int32 { Int32(rawValue) }
}
