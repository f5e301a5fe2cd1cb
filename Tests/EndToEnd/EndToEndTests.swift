import Testing

/// What only real processes can show: faults. One test at a time, for there are two cores and each test starts five services.
@Suite("A house of real processes", .serialized)
enum EndToEndTests {}
