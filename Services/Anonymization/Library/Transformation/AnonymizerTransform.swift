import Domain

extension Anonymizer {
    /// A first look at every row, one projection of all positions, then each row in order to where it goes.
    @usableFromInline
    mutating func transform(_ rows: [ObservationRow], source: String, projecting: any Projecting, nextSequence: UInt64) -> AnonymizedBatch {
        guard var territory else {
            var batch = AnonymizedBatch()
            batch.counts.seen = UInt64(rows.count)
            batch.counts[.unregistered] = UInt64(rows.count)
            unregistered += batch.counts
            return batch
        }
        var points = Points()
        points.longitudes.reserveCapacity(rows.count)
        points.latitudes.reserveCapacity(rows.count)
        let owners = owners(of: rows, source)
        var verdicts: [Verdict] = []
        verdicts.reserveCapacity(rows.count)
        for (row, owner) in zip(rows, owners) {
            guard let owner else {
                verdicts.append(.drop(.unregistered))
                continue
            }
            verdicts.append(Anonymizer.verdict(on: row, books[owner].rules, territory, units, &points))
        }
        if !points.longitudes.isEmpty { projecting.project(longitudes: &points.longitudes, latitudes: &points.latitudes) }

        var hand = BatchInHand()
        var total = AnonymizationCounts()
        var run = AnonymizationCounts()
        for index in rows.indices {
            if index > 0, owners[index] != owners[index - 1] { close(&run, of: owners[index - 1], &total) }
            run.seen &+= 1
            guard let owner = owners[index] else {
                run[.unregistered] &+= 1
                continue
            }
            let row = rows[index]
            var reason: DropReason?
            var content = Remembered.Content.nothing
            switch verdicts[index] {
            case .drop(let why): reason = why
            case .withdraw: content = .withdrawn
            case .take(let draft):
                switch Anonymizer.content(of: draft, row, books[owner].rules, points, projecting: projecting, &territory) {
                case .failure(let unplaced): reason = unplaced.reason
                case .success(let success):
                    content = guarding(success, of: owner, &reason, &run)
                    if draft.isUnmapped { run.unmapped &+= 1 }
                }
            }
            settle(row, at: index, of: owner, content, reason, &hand, &run)
        }
        close(&run, of: owners.last ?? nil, &total)
        // More than a batch can bring: the index never falls behind.
        for index in books.indices { books[index].memory.sweep(2 * rows.count + 256) }
        self.territory = territory
        var batch = hand.finish(&books, nextSequence: nextSequence, counts: total)
        if !batch.notes.isEmpty { keep(&batch.notes) }
        return batch
    }

    /// Of notes whose retention has not run out already: their keys are needed from now on.
    private mutating func keep(_ notes: inout [NotePlace]) {
        notes.removeAll { KeyEnds.isOver($0.key, at: Instant(seconds: watermark), retention: noteRetention($0.key.source)) }
        for note in notes { keyEnds.keep(note.key) }
    }

    /// A content as it may be published: counts of people below the threshold are held back, and those at another granularity than before.
    private mutating func guarding(
        _ content: Remembered.Content, of owner: Int, _ reason: inout DropReason?, _ run: inout AnonymizationCounts
    ) -> Remembered.Content {
        guard case .reading(let reading) = content, let threshold = books[owner].rules.threshold(reading.category) else { return content }
        let granularity = Granularity(slotLength: reading.slot.length, isPlaced: reading.cell != nil)
        let source = books[owner].rules.identifier
        if let known = granularities[source]?[reading.category] {
            guard known.isCompatible(with: granularity) else {
                reason = .otherGranularity
                return .nothing
            }
        } else {
            granularities[source, default: [:]][reading.category] = granularity
            granularitiesChanged = true
        }
        let censored = threshold.censored(reading)
        if censored.isSuppressed { run.censored &+= 1 }
        return .reading(censored.reading)
    }

    /// The book of each row's source; nil where the register has none.
    private func owners(of rows: [ObservationRow], _ source: String) -> [Int?] {
        let batch = Array(source.utf8).withUnsafeBytes { bookIndex($0) }
        return rows.map { $0.source.isEmpty ? batch : bookIndex($0.source) }
    }

    /// Adds up a run of rows of one source.
    private mutating func close(_ run: inout AnonymizationCounts, of owner: Int?, _ total: inout AnonymizationCounts) {
        if let owner {
            run.forgotten = books[owner].memory.forgotten &- books[owner].counts.forgotten
            books[owner].counts += run
        } else {
            unregistered += run
        }
        total += run
        run = AnonymizationCounts()
    }

    /// Sends an observation's content on, with regard to what its source said before under the same id.
    private mutating func settle(
        _ row: ObservationRow, at place: Int, of owner: Int, _ content: Remembered.Content, _ reason: DropReason?,
        _ hand: inout BatchInHand, _ run: inout AnonymizationCounts
    ) {
        var (content, reason) = (content, reason)
        let rules = books[owner].rules
        // Malformed ones say nothing about the observation of that id; a source that never corrects needs no memory.
        if rules.correctionWindow == 0 || row.identifier.isEmpty || reason == .malformed {
            if let reason {
                run[reason] &+= 1
            } else if row.operation != 0 {
                run[.malformed] &+= 1
            } else if isRepeat(row, content, of: owner) {
                run[.repeated] &+= 1
            } else {
                count(content, &run)
                let index = UInt32(hand.append(content))
                if rules.keepsText {
                    hand.keepNote(of: place, source: rules.identifier, content, sequence: Remembered.pending, index: index)
                }
            }
            return
        }
        let digest = digesting.hash(rules.number, row.identifier)
        let before = books[owner].memory.find(digest)
        let known = before.flatMap { books[owner].memory[$0] }
        if let known {
            guard row.version > known.version else {
                run[known.content == .withdrawn ? .withdrawnBefore : .staleVersion] &+= 1
                return
            }
        } else if row.operation != 0, let time = row.start ?? row.result, TimeGeneralisation.isUsable(time),
            books[owner].memory.isBeyond(time.seconds, watermark: watermark)
        {
            run[.beyondCorrectionWindow] &+= 1
            return
        }

        // What stands already is not a repeat of itself; what was dropped, as one perhaps, is looked at anew.
        if reason == nil, known == nil || known?.content == .nothing, isRepeat(row, content, of: owner) {
            content = .nothing
            reason = .repeated
        }
        if let reason { run[reason] &+= 1 }
        var entry = Remembered(digest: digest, sequence: Remembered.pending, index: 0, version: row.version, content: content)
        let isUnchanged = known?.content == content
        if let known, isUnchanged {
            run.unchanged &+= 1
            entry.sequence = known.sequence
            entry.index = known.index
        } else {
            if let known { hand.undo(known, &run) }
            entry.index = UInt32(hand.append(content))
            count(content, &run)
        }
        if rules.keepsText { hand.keepNote(of: place, source: rules.identifier, content, sequence: entry.sequence, index: entry.index) }
        let remembered = books[owner].memory.remember(entry, at: saidTime(row), before: before)
        if entry.sequence == Remembered.pending { hand.note(remembered, of: owner, entry) }
    }

    /// Whether an incident is one just counted, of a source whose register entry lets it be linked.
    private mutating func isRepeat(_ row: ObservationRow, _ content: Remembered.Content, of owner: Int) -> Bool {
        guard linking != nil, books[owner].rules.linking != nil, case .incident(let incident) = content, let time = row.start else {
            return false
        }
        return linking?.isRepeat(
            incident, identifier: row.identifier, at: time, source: books[owner].rules.identifier,
            separator: books[owner].rules.separator) ?? false
    }

    /// Seconds of event time from which the correction window counts.
    private func saidTime(_ row: ObservationRow) -> Int64 {
        guard let said = row.result ?? row.start, TimeGeneralisation.isUsable(said) else { return watermark }
        return max(said.seconds, watermark)
    }

    private func count(_ content: Remembered.Content, _ run: inout AnonymizationCounts) {
        switch content {
        case .incident: run.incidents &+= 1
        case .reading: run.readings &+= 1
        case .withdrawn: run.withdrawals &+= 1
        case .nothing: break
        }
    }
}
