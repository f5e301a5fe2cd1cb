import Domain

/// The terms of the mixture and the decayed counts that they need, for one target among the categories of a city.
struct KernelSet: Sendable {
    let columns: [CountColumn]
    let kernels: [Kernel]
    /// Column of own counts for ever.
    let own: Int
    /// Column of own counts on Mondays to Thursdays; the three other kinds of day follow.
    let firstDayType: Int

    /// Kernels that `Agreement` reads: own counts and those of other kinds, where there are any.
    let agreeing: [Int]
    /// Columns that tell where to look for cells to compare with: own counts for ever, and all kinds'.
    let telling: [Int]

    /// For each bandwidth the columns that it is asked for, in whole vectors of four.
    let runs: [Range<Int>]

    /// Kernels a row of features, padded to whole vectors of eight.
    var stride: Int { (kernels.count + 7) / 8 * 8 }

    /// - Parameters:
    ///   - isAll: whether every category is forecast together.
    ///   - others: categories that serve as features, most frequent first (the parts, where all are forecast).
    ///   - days: length of the history, days: a long one earns a half-life of years.
    ///   - group: where given, the categories alike with the target: they and all together serve as features in place of `others`, so that
    ///     every category has the same kernels and a rare one can lean on the others' weights.
    init(isAll: Bool, others: [UInt16], days: Int, group: Set<UInt16>? = nil) {
        var columns: [CountColumn] = []
        func column(_ source: CountColumn.Source, _ halfLife: Double) -> Int {
            columns.append(CountColumn(source: source, halfLife: halfLife))
            return columns.count - 1
        }
        // In an order that lets each bandwidth touch a run of neighbouring columns.
        let parts = others.map { column(.category($0), .infinity) }
        let hasAll = !isAll && (group != nil || !others.isEmpty)
        let all = hasAll ? column(.all, .infinity) : nil
        let days240 = column(.own, 240)
        let own = column(.own, .infinity)
        let years = days > 1_000 || group != nil ? column(.own, 1_000) : nil
        let days14 = column(.own, 14)
        let days3 = column(.own, 3)
        let firstDayType = columns.count
        for type in DayType.allCases { _ = column(.ownOn(type), .infinity) }
        let days60 = column(.own, 60)
        let all3 = hasAll ? column(.all, 3) : nil
        let all60 = hasAll ? column(.all, 60) : nil
        let alike = group.map { column(.group($0), .infinity) }
        let alike60 = group.map { column(.group($0), 60) }

        var kernels = [Kernel(shape: .flat, component: .background)]
        func add(_ shape: Kernel.Shape, _ component: ForecastComponent) { kernels.append(Kernel(shape: shape, component: component)) }
        for blur in [0, 1, 3, 4] { add(.counted(column: days3, blur: blur), .nearRepeat) }
        for blur in [0, 1, 2, 3, 4] { add(.counted(column: days14, blur: blur), .recent) }
        for blur in [0, 2] { add(.counted(column: days60, blur: blur), .recent) }
        for old in [days240, own] + (years.map { [$0] } ?? []) {
            add(.counted(column: old, blur: 0), .chronicPlace)
            for blur in [2, 3, 4] { add(.counted(column: old, blur: blur), .neighbourhood) }
        }
        for (blur, priors) in [(2, [0.03, 0.1, 0.3, 1, 3]), (3, [0.03, 0.1, 0.3, 1, 10]), (4, [0.03, 0.1, 0.3, 10, 30])] {
            for prior in priors { add(.shrunk(column: own, blur: blur, prior: prior), .chronicPlace) }
        }
        for prior in [0.1, 0.3, 1] {
            add(.shrunk(column: days240, blur: 2, prior: prior), .chronicPlace)
            add(.shrunk(column: days60, blur: 2, prior: prior), .recent)
        }
        // Whether anything ever happens here, however often: streets against water, fields and the next town.
        for multiple in [0.2, 1] { add(.capped(column: own, multiple: multiple), .chronicPlace) }
        add(.onDay(alike: true, blur: 0), .weekRhythm)
        add(.onDay(alike: true, blur: 3), .weekRhythm)
        add(.onDay(alike: false, blur: 0), .weekRhythm)
        if let all3, let all60, let all {
            add(.counted(column: all3, blur: 0), .nearRepeat)
            add(.counted(column: all3, blur: 2), .nearRepeat)
            add(.counted(column: all60, blur: 0), .recent)
            for blur in [0, 2, 4] { add(.counted(column: all, blur: blur), .otherKinds) }
            for multiple in [0.5, 2, 8] { add(.capped(column: all, multiple: multiple), .otherKinds) }
        }
        if let alike, let alike60 {
            for blur in [0, 2, 4] { add(.counted(column: alike, blur: blur), .otherKinds) }
            for multiple in [0.5, 2, 8] { add(.capped(column: alike, multiple: multiple), .otherKinds) }
            for blur in [0, 2] { add(.counted(column: alike60, blur: blur), .recent) }
        }
        for part in parts {
            for blur in [0, 2, 4] { add(.counted(column: part, blur: blur), isAll ? .neighbourhood : .otherKinds) }
            for multiple in [0.5, 2, 8] { add(.capped(column: part, multiple: multiple), isAll ? .chronicPlace : .otherKinds) }
        }
        runs = GaussianTaps.all.indices.map { blur in
            let used = kernels.flatMap { kernel -> [Int] in
                switch kernel.shape {
                case .counted(let column, blur): [column]
                case .onDay(_, blur): [firstDayType, firstDayType + DayType.allCases.count - 1]
                case .shrunk(let column, let mean, _): mean == blur ? [own] : blur == 0 ? [column] : []
                case .capped(let column, _): blur == 0 ? [column] : []
                default: []
                }
            }
            guard let low = used.min(), let high = used.max() else { return 0..<0 }
            return low / 4 * 4..<(high + 4) / 4 * 4
        }
        self.columns = columns
        self.kernels = kernels
        // Where all are forecast together their parts are in the sum already, and agreement among them tells nothing more.
        let others = isAll ? [] : [all, alike].compactMap { $0 } + parts
        let shapes: [Kernel.Shape] =
            [.shrunk(column: own, blur: 2, prior: 0.3), .shrunk(column: days60, blur: 2, prior: 0.3)]
            + [2, 3, 4].map { .counted(column: own, blur: $0) }
            + others.flatMap { column in [0, 2, 4].map { .counted(column: column, blur: $0) } }
        agreeing = others.isEmpty ? [] : shapes.compactMap { shape in kernels.firstIndex { $0.shape == shape } }
        telling = [own] + (all.map { [$0] } ?? [])
        self.own = own
        self.firstDayType = firstDayType
    }
}
