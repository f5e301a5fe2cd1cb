// The Monte-Carlo part: batches of permutations, their maxima, the ranks of the clusters among them.
extension SpaceTimeScan {
    /// Runs the permutations on `width` tasks at once and ranks the clusters. Checked between batches: a cancelled task throws.
    ///
    /// The result is the same whatever the width: every batch has a stream of random numbers of its own.
    public func run(width: Int = 1) async throws(CancellationError) -> ScanResult {
        var maxima: [Double] = []
        let width = max(1, width)
        let plan = clusters.isEmpty ? 0 : batches
        // Where it may stop early, a round is one batch a task; else everything is one round.
        let round = settings.stopAfter == nil ? max(plan, 1) : width
        var next = 0
        while next < plan, !mayStop(maxima) {
            maxima += try await batchMaxima(next..<min(next + round, plan), width: width)
            next += round
        }
        return result(maxima)
    }

    /// The maxima of some of the `batches`, in order, within the task that calls: what a service with a budget of replications asks for
    /// piece by piece. Batches beyond the last have none.
    public func maxima(ofBatches range: Range<Int>) -> [Double] {
        guard !clusters.isEmpty else { return [] }
        var search = search()
        return range.clamped(to: 0..<batches).flatMap { maxima(of: $0, &search) }
    }

    /// Ranks the clusters among the maxima of permutations, given in the order of their batches.
    ///
    /// With `stopAfter` h, counting stops at the h-th maximum that reaches the most likely cluster's ratio, the l-th in order, and that
    /// cluster's p-value is h / l (Besag and Clifford 1991, Biometrika 78:301); what was computed beyond is left aside, so the number of
    /// threads changes nothing. Else it is (r + 1) / (R + 1).
    public func result(_ maxima: [Double]) -> ScanResult {
        let stop = stoppingPlace(maxima)
        let used = stop.map { Array(maxima.prefix($0)) } ?? maxima
        let stopped = stop != nil
        let gumbel = GumbelTail(maxima: used)
        let sorted = used.sorted()
        let ranked = clusters.map { cluster in
            var cluster = cluster
            let exceeding = sorted.count - sorted.firstPlace(reaching: cluster.logLikelihoodRatio)
            // A less likely cluster is exceeded at least as often as the first, so never less than h times.
            cluster.pValue = stopped ? Double(exceeding) / Double(sorted.count) : Double(exceeding + 1) / Double(sorted.count + 1)
            cluster.gumbelPValue = gumbel?.upperTail(cluster.logLikelihoodRatio)
            return cluster
        }
        return ScanResult(
            cases: caseCount, cells: cellCount, replications: used.count, stoppedEarly: stopped, clusters: ranked, maxima: used,
            gumbel: gumbel)
    }

    /// Whether the maxima so far settle the matter.
    public func mayStop(_ maxima: [Double]) -> Bool { stoppingPlace(maxima) != nil }

    /// How many maxima were needed; nil where they are not enough, or it never stops early.
    private func stoppingPlace(_ maxima: [Double]) -> Int? {
        guard let enough = settings.stopAfter, let ratio = clusters.first?.logLikelihoodRatio else { return nil }
        var exceeding = 0
        for (place, maximum) in maxima.enumerated() where maximum >= ratio {
            exceeding += 1
            if exceeding == enough { return place + 1 }
        }
        return nil
    }

    private func maxima(of batch: Int, _ search: inout MaximumSearch) -> [Double] {
        let lanes = min(SpaceTimeScan.batch, settings.replications - batch * SpaceTimeScan.batch)
        return search.maxima(batch: batch, lanes: lanes, seed: settings.seed, blocks: visitBlocks)
    }

    /// Batches dealt out in turn to as many tasks.
    private func batchMaxima(_ range: Range<Int>, width: Int) async throws(CancellationError) -> [Double] {
        let parts = await withTaskGroup(of: [(batch: Int, maxima: [Double])].self) { group in
            for task in 0..<min(width, range.count) {
                group.addTask {
                    var search = search()
                    var found: [(Int, [Double])] = []
                    for batch in stride(from: range.lowerBound + task, to: range.upperBound, by: width) {
                        if Task.isCancelled { break }
                        found.append((batch, maxima(of: batch, &search)))
                    }
                    return found
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        guard parts.count == range.count else { throw CancellationError() }
        return parts.sorted { $0.batch < $1.batch }.flatMap(\.maxima)
    }
}

extension [Double] {
    /// The first place of a value that reaches a level, in ascending order; the count where none does.
    fileprivate func firstPlace(reaching level: Double) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] >= level { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
