import Domain

/// The index from an event's category and source to the rules that it may complete.
struct RuleRouting {
    let bodies: [RuleProgram.Body]
    let leaves: [RuleProgram.Leaf]
    let rings: [Int]

    func routes() -> [RuleProgram.Route] {
        var routes = [RuleProgram.Route](repeating: .init(), count: RuleProgram.categoryLimit * RuleProgram.sourceLimit)
        for (index, leaf) in leaves.enumerated() {
            forEachRoute(of: leaf) { routes[$0].keep(leaf, index, ring: rings[index]) }
        }
        for (rule, body) in bodies.enumerated() {
            let required = required(body)
            for leaf in positiveLeaves(body) {
                let need = required.contains(leaf) ? least(leaves[leaf]) : 1
                let single = leaves[leaf].filters.count == 1 && leaves[leaf].filters[0].categories.nonzeroBitCount == 1
                let trigger = RuleProgram.Trigger(
                    rule: Int32(rule), leaf: Int32(leaf), need: need, single: single && required.contains(leaf))
                // A sequence ends with its last step.
                forEachRoute(of: leaves[leaf], lastOnly: !body.timed) { routes[$0].add(trigger, leaves[leaf], timed: body.timed) }
            }
        }
        var timed: Set<Int> = []
        for body in bodies where body.timed {
            for case .leaf(let leaf) in body.nodes { timed.insert(leaf) }
        }
        for leaf in timed.sorted() { forEachRoute(of: leaves[leaf]) { routes[$0].timedLeaves.append(Int32(leaf)) } }
        for index in routes.indices { routes[index].sort() }
        return routes
    }

    private func forEachRoute(of leaf: RuleProgram.Leaf, lastOnly: Bool = false, _ act: (Int) -> Void) {
        for category in 0..<UInt8(RuleProgram.categoryLimit) {
            for source in 0..<UInt8(RuleProgram.sourceLimit) where leaf.mayAdmit(category: category, source: source, lastOnly: lastOnly) {
                act(RuleProgram.route(category: category, source: source))
            }
        }
    }

    private func least(_ leaf: RuleProgram.Leaf) -> Int32 {
        switch leaf.measure {
        case .count, .sequence: Int32(clamping: Int(min(leaf.need, 1e9)))
        case .sum, .absence: 1
        }
    }

    /// Leaves without which the rule cannot be true.
    func required(_ body: RuleProgram.Body) -> Set<Int> {
        func walk(_ place: Int) -> Set<Int> {
            switch body.nodes[place] {
            case .leaf(let leaf): [leaf]
            case .all(let parts): parts.reduce(into: Set<Int>()) { $0.formUnion(walk($1)) }
            case .any, .not: []
            }
        }
        return body.nodes.isEmpty ? [] : walk(0)
    }

    private func positiveLeaves(_ body: RuleProgram.Body) -> Set<Int> {
        var found: Set<Int> = []
        func walk(_ place: Int, _ negated: Bool) {
            switch body.nodes[place] {
            case .leaf(let leaf): if !negated, leaves[leaf].measure != .absence { found.insert(leaf) }
            case .all(let parts), .any(let parts): parts.forEach { walk($0, negated) }
            case .not(let part): walk(part, !negated)
            }
        }
        if !body.nodes.isEmpty { walk(0, false) }
        return found
    }
}

extension RuleProgram.Route {
    fileprivate mutating func keep(_ leaf: RuleProgram.Leaf, _ index: Int, ring: Int) {
        if leaf.measure == .absence {
            absences.append(Int32(index))
        } else if case .level(let level) = leaf.place {
            levels |= 1 << UInt16(level)
        } else if ring == index {
            windows.append(Int32(index))
        }
    }

    fileprivate mutating func add(_ trigger: RuleProgram.Trigger, _ leaf: RuleProgram.Leaf, timed: Bool) {
        if timed {
            if anchors.last != trigger.rule { anchors.append(trigger.rule) }
            return
        }
        guard case .level(let level) = leaf.place else { return wide.append(trigger) }
        guard trigger.single else { return mixed.append(trigger) }
        if !near.contains(where: { $0.level == level }) { near.append((level, [])) }
        for index in near.indices where near[index].level == level { near[index].triggers.append(trigger) }
    }

    fileprivate mutating func sort() {
        near.sort { $0.level < $1.level }
        for index in near.indices { near[index].triggers.sort { ($0.need, $0.rule) < ($1.need, $1.rule) } }
        mixed.sort { ($0.rule, $0.leaf) < ($1.rule, $1.leaf) }
        wide.sort { ($0.rule, $0.leaf) < ($1.rule, $1.leaf) }
    }
}
