extension ObservationBatchView {
    /// The encoded observations at some indexes, each as it came: what stands for one that cannot even be read.
    ///
    /// - Parameter indexes: in ascending order; those beyond the batch give nothing.
    public func bytes(ofObservations indexes: [Int]) -> [Int: [UInt8]] {
        guard !indexes.isEmpty else { return [:] }
        let wanted = Set(indexes)
        var found: [Int: [UInt8]] = [:]
        var walker = FieldWalker(source)
        var observation = 0
        while let field = walker.next() {
            // Field 3 of ObservationBatch.
            guard field.number == 3 else { continue }
            if wanted.contains(observation) { found[observation] = Array(field.content) }
            observation += 1
        }
        return found
    }
}
