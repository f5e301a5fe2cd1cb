import Domain

// The first look at each observation: everything that can be said before its position is projected.

extension Anonymizer {
    /// Positions of a batch, to be projected in one call.
    struct Points {
        var longitudes: [Double] = []
        var latitudes: [Double] = []
    }

    // Static, all of them: called on a value of this size, each would retain and release all that it holds, for every row.
    static func verdict(
        on row: ObservationRow, _ source: SourceRules, _ territory: TerritoryRules, _ units: UnitVocabulary, _ points: inout Points
    ) -> Verdict {
        guard row.operation >= 0, row.operation <= 2 else { return .drop(.malformed) }
        if row.operation != 0, source.correctionWindow == 0 { return .drop(.correctionNotDeclared) }
        if row.operation == 2 { return .withdraw }
        guard row.status == Int32(Status.actual.rawValue) else { return .drop(.notActual) }

        let mapped = source.category(row.code)
        let isMeasured = source.allowsValue && (row.value != nil || row.lower != nil || row.upper != nil)
        let category = mapped ?? .other
        if territory.categories.isRefused(category) { return .drop(.refusedCategory) }
        if mapped == nil, isMeasured { return .drop(.unmappedMeasure) }

        guard let certainty = UInt8(exactly: row.certainty).flatMap(TimeCertainty.init) else { return .drop(.malformed) }
        guard let start = row.start else { return .drop(.noTime) }
        guard TimeGeneralisation.isUsable(start), row.end.map(TimeGeneralisation.isUsable) ?? true,
            row.result.map(TimeGeneralisation.isUsable) ?? true
        else { return .drop(.malformed) }
        let asked = max(territory.categories.slotLength(category), territory.population.slotLength(category))
        let length = max(territory.slotLength, source.slotLength, asked, 1)
        guard let slot = TimeGeneralisation.slot(start, row.end, offsetMinutes: row.offsetMinutes, certainty: certainty, length: length)
        else { return .drop(.noTime) }

        var unit = ""
        if category.use == .reading {
            guard measuresAreUsable(row) else { return .drop(.malformed) }
            guard let known = units.unit(row.unit) else { return .drop(.unknownUnit) }
            unit = known
        }

        let place: Draft.Place
        switch territory.places.place(of: row, source) {
        case .failure(let unplaced): return .drop(unplaced.reason)
        case .success(.nowhere):
            // A measure may speak of the whole territory; something that happened did so somewhere.
            guard category.use == .reading else { return .drop(.noCell) }
            place = .nowhere
        case .success(.cell(let cell)): place = .cell(cell)
        case .success(.point(let latitude, let longitude, let accuracy)):
            place = .point(points.longitudes.count, accuracy: accuracy)
            points.longitudes.append(longitude)
            points.latitudes.append(latitude)
        }
        return .take(
            Draft(
                category: category, isUnmapped: mapped == nil, slot: slot, saidSlot: saidSlot(row.result, before: slot, length), unit: unit,
                place: place))
    }

    /// The slot in which a plan was said: nil for what was said once the slot it speaks of was the present one, or past.
    private static func saidSlot(_ result: Instant?, before slot: TimeSlot, _ length: UInt32) -> Int64? {
        guard let result else { return nil }
        let said = TimeSlot(containing: result, length: length)
        return said.end < slot.end ? said.start : nil
    }

    private static func measuresAreUsable(_ row: ObservationRow) -> Bool {
        guard row.value?.isFinite ?? true, row.lower?.isFinite ?? true, row.upper?.isFinite ?? true else { return false }
        guard let lower = row.lower, let upper = row.upper else { return true }
        return lower <= upper
    }

    /// What goes on of a draft, once its cell is known; a reason where it has none.
    static func content(
        of draft: Draft, _ row: ObservationRow, _ source: SourceRules, _ points: Points, projecting: any Projecting,
        _ territory: inout TerritoryRules
    ) -> Result<Remembered.Content, Unplaced> {
        let level = territory.categories.level(draft.category)
        var cell: Cell?
        switch draft.place {
        case .nowhere: break
        case .point(let number, let accuracy):
            switch territory.places.cell(
                easting: points.longitudes[number], northing: points.latitudes[number], draft.category, level: level, accuracy: accuracy)
            {
            case .failure(let unplaced): return .failure(unplaced)
            case .success(let found): cell = found
            }
        case .cell(let given):
            switch territory.places.cell(given, draft.category, level: level, projecting: projecting) {
            case .failure(let unplaced): return .failure(unplaced)
            case .success(let found): cell = found
            }
        }
        if draft.category.use == .reading {
            return .success(.reading(reading(of: draft, row, source, cell)))
        }
        guard let cell else { return .failure(Unplaced(.noCell)) }
        return .success(
            .incident(
                Incident(
                    kind: source.kind, category: draft.category, cell: cell, slot: draft.slot,
                    severity: source.allowsSeverity ? named(row.severity, .unknown) : .unknown,
                    timeCertainty: named(row.certainty, .dayOnly),
                    origin: source.allowsOrigin ? named(row.origin, .unspecified) : .unspecified)))
    }

    private static func reading(of draft: Draft, _ row: ObservationRow, _ source: SourceRules, _ cell: Cell?) -> Reading {
        Reading(
            kind: source.kind, category: draft.category, cell: cell, slot: draft.slot, saidSlot: draft.saidSlot,
            value: source.allowsValue ? row.value : nil, unit: draft.unit, quality: named(row.quality, .unspecified),
            lower: source.allowsValue ? row.lower : nil, upper: source.allowsValue ? row.upper : nil)
    }

    /// A value by its number on the wire; `unknown` for a number of a later version.
    private static func named<Value: RawRepresentable>(_ number: Int32, _ unknown: Value) -> Value where Value.RawValue == UInt8 {
        UInt8(exactly: number).flatMap(Value.init(rawValue:)) ?? unknown
    }
}
