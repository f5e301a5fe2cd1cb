/// Identifiers that a word announces: matricule, IPP, CNI n°, IMEI, plaque.
extension NoteInHand {
    mutating func announced(_ index: Int, _ cue: Cue, _ run: inout DigitRun) -> Int? {
        let type: RedactionType
        switch cue {
        case .patient: type = .patient
        case .badge: type = .badge
        case .document: type = .identityDocument
        case .device: type = .device
        case .plate: type = .plate
        case .nir:
            collect(index, &run)
            if let next = nationalNumber(.nir, &run) { return next }
            type = .nir
        case .iban: type = .iban
        case .card:
            collect(index, &run)
            if let next = card(.card, &run) { return next }
            type = .card
        default: return nil
        }
        if type == .plate, tokens[index].isNumber, let next = plateOfOld(index) { return next }
        var last = index
        var digits = tokens[index].isNumber ? tokens[index].length : 0
        var letters = tokens[index].isWord
        let light: Gap = [.hyphen, .slash, .dot, .underscore, .other]
        while last - index < 12 {
            let next = tokens[last + 1]
            guard next.label == .undecided, next.kind == .number || next.kind == .word else { break }
            let glued = next.gap == [] || (next.gap.within(light) && !(next.gap.has(.dot) && next.isWord && next.length > 4))
            let spaced =
                next.gap == .space && next.isNumber && (!letters || type == .plate) && next.length >= 2 && digits < 16
                && !tokens[last + 2].traits.has([.unit, .month])
                || type == .plate && next.gap == .space && next.isWord && next.length <= 3 && last - index < 3
                    && (next.shape == .upper || next.shape == .initial || !next.isKnown) && !next.traits.has([.function, .determiner])
            guard glued || spaced else { break }
            last += 1
            if next.isNumber { digits += next.length } else { letters = true }
        }
        guard digits >= (type == .badge || type == .plate ? 2 : 4) || (type == .card && digits >= 3) else { return nil }
        // `patient 14 ans`.
        if digits < 5, !letters, tokens[last + 1].traits.has(.unit), tokens[last + 1].gap.within([.space]) { return nil }
        cover(index, through: last, type)
        return last + 1
    }
}
