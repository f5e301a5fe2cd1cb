/// The arrays that the kernel reads, for the length of one call.
struct CirclePointers {
    let planes: UnsafePointer<LaneVector>
    let members: UnsafePointer<UInt32>
    let ends: UnsafePointer<Bool>
    let reaches: UnsafePointer<UInt32>
    let slotCases: UnsafePointer<UInt8>
    let least: UnsafePointer<Int32>
    let bytes: UnsafePointer<UInt8>
    let words: UnsafePointer<UInt16>

    /// Calls with pointers that are good until it returns; not at all where a block is empty.
    static func with(
        _ block: CircleBlock, _ lanes: ScanLanes, _ cells: CaseCells, _ thresholds: ScanThresholds, _ body: (CirclePointers) -> Void
    ) {
        lanes.planes.withUnsafeBufferPointer { planes in
            block.members.withUnsafeBufferPointer { members in
                block.ends.withUnsafeBufferPointer { ends in
                    block.reaches.withUnsafeBufferPointer { reaches in
                        cells.slotCases.withUnsafeBufferPointer { slotCases in
                            thresholds.withPointers { least, bytes, words in
                                guard let planes = UnsafeRawPointer(planes.baseAddress)?.assumingMemoryBound(to: LaneVector.self),
                                    let members = members.baseAddress, let ends = ends.baseAddress,
                                    let reaches = reaches.baseAddress, let slotCases = slotCases.baseAddress
                                else { return }
                                body(
                                    CirclePointers(
                                        planes: planes, members: members, ends: ends, reaches: reaches, slotCases: slotCases, least: least,
                                        bytes: bytes, words: words))
                            }
                        }
                    }
                }
            }
        }
    }
}

extension ScanThresholds {
    /// Calls with pointers to the three tables.
    fileprivate func withPointers(_ body: (UnsafePointer<Int32>, UnsafePointer<UInt8>, UnsafePointer<UInt16>) -> Void) {
        least.withUnsafeBufferPointer { least in
            bytes.withUnsafeBufferPointer { bytes in
                words.withUnsafeBufferPointer { words in
                    guard let least = least.baseAddress, let bytes = bytes.baseAddress, let words = words.baseAddress else { return }
                    body(least, bytes, words)
                }
            }
        }
    }
}
