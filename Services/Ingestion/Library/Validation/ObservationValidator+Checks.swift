import Domain

/// The checks themselves, group by group. Inlinable, so that they are compiled with the caller's fields.
extension ObservationValidator {
    @inlinable
    func identity<Observation: ObservationFields>(_ observation: borrowing Observation) -> ObservationRefusal? {
        let own = observation.sourceIDBytes
        if !own.isEmpty, !own.elementsEqual(source) { return ObservationRefusal(.otherSource, .source) }
        let identifier = observation.observationIDBytes
        if identifier.isEmpty { return ObservationRefusal(.missing, .identifier) }
        if let refusal = text(identifier, ObservationLimits.identifier, .identifier) { return refusal }
        let operation = observation.operationNumber
        if operation != 0 {
            if operation < 0 || operation > 2 { return ObservationRefusal(.unknownValue, .operation) }
            if observation.version == 0 { return ObservationRefusal(.noVersion, .version) }
            if !corrects { return ObservationRefusal(.correctionsNotDeclared, .operation) }
        }
        return nil
    }

    @inlinable
    func times<Observation: ObservationFields>(_ observation: borrowing Observation, _ arrival: Instant) -> ObservationRefusal? {
        guard let start = observation.phenomenonStart?.milliseconds else { return ObservationRefusal(.missing, .phenomenonStart) }
        let now = arrival.milliseconds
        if start > now &+ lead { return ObservationRefusal(.inTheFuture, .phenomenonStart, limit: lead) }
        if start < ObservationLimits.earliest || now &- start > reach {
            return ObservationRefusal(.tooOld, .phenomenonStart, limit: min(reach, now &- ObservationLimits.earliest))
        }
        guard let offset = observation.offsetMinutes else { return ObservationRefusal(.missing, .offset) }
        if offset < -720 || offset > 840 || offset % 15 != 0 { return ObservationRefusal(.badOffset, .offset) }
        if let end = observation.phenomenonEnd?.milliseconds {
            if end < start { return ObservationRefusal(.endBeforeStart, .phenomenonEnd) }
            // It wraps only where the interval is absurdly long, and its magnitude says so all the same.
            if (end &- start).magnitude > UInt64(ObservationLimits.plan) {
                return ObservationRefusal(.intervalTooLong, .phenomenonEnd, limit: ObservationLimits.plan)
            }
        }
        if let said = observation.resultTime?.milliseconds {
            if said > now &+ ObservationLimits.lead {
                return ObservationRefusal(.inTheFuture, .resultTime, limit: ObservationLimits.lead)
            }
            if said < ObservationLimits.earliest {
                return ObservationRefusal(.tooOld, .resultTime, limit: now &- ObservationLimits.earliest)
            }
        }
        let certainty = observation.timeCertaintyNumber
        if certainty < 0 || certainty > 2 { return ObservationRefusal(.unknownValue, .timeCertainty) }
        return nil
    }

    @inlinable
    func place<Observation: ObservationFields>(_ observation: borrowing Observation, _ present: inout UInt16) -> ObservationRefusal? {
        switch (observation.latitude, observation.longitude) {
        case (let latitude?, let longitude?):
            present |= ObservationField.position.bit
            // Comparisons are false for what is not a number: one test passes all that is well. A withdrawal's position is not used.
            if !bounds.contains(latitude: latitude, longitude: longitude), observation.operationNumber != Operation.withdraw.number {
                return outside(latitude: latitude, longitude: longitude)
            }
        case (nil, nil): break
        case (nil, _): return ObservationRefusal(.halfPosition, .latitude)
        case (_, nil): return ObservationRefusal(.halfPosition, .longitude)
        }
        let accuracy = observation.accuracy
        if accuracy != 0 {
            present |= ObservationField.accuracy.bit
            if !accuracy.isFinite { return ObservationRefusal(.notFinite, .accuracy) }
            if accuracy < 0 { return ObservationRefusal(.outOfRange, .accuracy) }
        }
        let numbers = observation.polygonCount
        if numbers != 0 {
            present |= ObservationField.polygon.bit
            if numbers < 8 || numbers > ObservationLimits.polygon || numbers % 2 != 0 {
                return ObservationRefusal(.badPolygon, .polygon, limit: Int64(ObservationLimits.polygon))
            }
            if let refusal = ring(observation, numbers) { return refusal }
        }
        let cell = observation.cellCodeBytes
        if !cell.isEmpty {
            present |= ObservationField.cell.bit
            if let refusal = text(cell, ObservationLimits.code, .cell) { return refusal }
        }
        let area = observation.areaCodeBytes
        if !area.isEmpty {
            present |= ObservationField.area.bit
            if let refusal = text(area, ObservationLimits.code, .area) { return refusal }
        }
        return nil
    }

    @inlinable
    func content<Observation: ObservationFields>(_ observation: borrowing Observation, _ present: inout UInt16) -> ObservationRefusal? {
        let code = observation.originalCodeBytes
        if !code.isEmpty {
            present |= ObservationField.code.bit
            if let refusal = text(code, ObservationLimits.code, .code) { return refusal }
        }
        let system = observation.codeSystemBytes
        if !system.isEmpty {
            present |= ObservationField.code.bit
            if let refusal = text(system, ObservationLimits.code, .codeSystem) { return refusal }
        }
        let severity = observation.severityNumber
        if severity != 0 {
            present |= ObservationField.severity.bit
            if severity < 0 || severity > 4 { return ObservationRefusal(.unknownValue, .severity) }
        }
        let status = observation.statusNumber
        if status < 0 || status > 2 { return ObservationRefusal(.unknownValue, .status) }
        let origin = observation.originNumber
        if origin != 0 {
            present |= ObservationField.origin.bit
            if origin < 0 || origin > 2 { return ObservationRefusal(.unknownValue, .origin) }
        }
        if let refusal = measure(observation, &present) { return refusal }
        let words = observation.textBytes
        if !words.isEmpty {
            present |= ObservationField.text.bit
            if let refusal = text(words, maximumText, .text) { return refusal }
        }
        return nil
    }

    @inlinable
    func measure<Observation: ObservationFields>(_ observation: borrowing Observation, _ present: inout UInt16) -> ObservationRefusal? {
        if let value = observation.value {
            present |= ObservationField.value.bit
            if !value.isFinite { return ObservationRefusal(.notFinite, .value) }
        }
        let lower = observation.lower
        let upper = observation.upper
        if lower != nil || upper != nil {
            present |= ObservationField.value.bit
            if let lower, !lower.isFinite { return ObservationRefusal(.notFinite, .lower) }
            if let upper, !upper.isFinite { return ObservationRefusal(.notFinite, .upper) }
            if let lower, let upper, lower > upper { return ObservationRefusal(.reversedBounds, .lower) }
        }
        let unit = observation.unitBytes
        if !unit.isEmpty {
            present |= ObservationField.value.bit
            if let refusal = text(unit, ObservationLimits.code, .unit) { return refusal }
        }
        let quality = observation.qualityNumber
        if quality != 0 {
            present |= ObservationField.value.bit
            if quality < 0 || quality > 3 { return ObservationRefusal(.unknownValue, .quality) }
        }
        return nil
    }

    @inlinable
    func text(_ bytes: UnsafeRawBufferPointer, _ limit: Int, _ field: ObservationRefusal.Field) -> ObservationRefusal? {
        if bytes.count > limit { return ObservationRefusal(.tooLong, field, limit: Int64(limit)) }
        return TextCheck.isUTF8(bytes) ? nil : ObservationRefusal(.notText, field)
    }

    /// What is wrong with a polygon of enough numbers: not closed, not numbers, or no point of it in the territory.
    @inlinable
    func ring<Observation: ObservationFields>(_ observation: borrowing Observation, _ numbers: Int) -> ObservationRefusal? {
        if observation.operationNumber == Operation.withdraw.number { return nil }
        let first = (observation.polygonNumber(at: 0), observation.polygonNumber(at: 1))
        let last = (observation.polygonNumber(at: numbers - 2), observation.polygonNumber(at: numbers - 1))
        if first != last { return ObservationRefusal(.badPolygon, .polygon, limit: Int64(ObservationLimits.polygon)) }
        var within = false
        var swapped = false
        for index in stride(from: 0, to: numbers, by: 2) {
            let latitude = observation.polygonNumber(at: index)
            let longitude = observation.polygonNumber(at: index + 1)
            if !latitude.isFinite || !longitude.isFinite { return ObservationRefusal(.notFinite, .polygon) }
            // An area may reach over the territory's edge.
            if bounds.contains(latitude: latitude, longitude: longitude) { within = true }
            if bounds.contains(latitude: longitude, longitude: latitude) { swapped = true }
        }
        if within { return nil }
        return ObservationRefusal(swapped ? .swappedCoordinates : .outsideTerritory, .polygon)
    }

    /// What is wrong with a position that is not in the territory.
    @usableFromInline
    func outside(latitude: Double, longitude: Double) -> ObservationRefusal {
        if !latitude.isFinite { return ObservationRefusal(.notFinite, .latitude) }
        if !longitude.isFinite { return ObservationRefusal(.notFinite, .longitude) }
        // Swapped coordinates are said to be swapped, even where that makes one of them impossible.
        if bounds.contains(latitude: longitude, longitude: latitude) { return ObservationRefusal(.swappedCoordinates, .latitude) }
        if abs(latitude) > 90 { return ObservationRefusal(.outOfRange, .latitude, limit: 90) }
        if abs(longitude) > 180 { return ObservationRefusal(.outOfRange, .longitude, limit: 180) }
        return ObservationRefusal(.outsideTerritory, .latitude)
    }
}
