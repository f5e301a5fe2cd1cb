/// Whether bytes are UTF-8 (Unicode 15, table 3-7) without NUL. Mostly ASCII: eight bytes at a time.
@inline(__always)
func isText(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var position = 0
    while position &+ 8 <= bytes.count {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
        // A byte of 0 borrows from its high bit; a byte above 0x7f has it set. The lowest bit that is left is the first such byte's.
        let special = (word | (word &- 0x0101_0101_0101_0101)) & 0x8080_8080_8080_8080
        if special == 0 {
            position &+= 8
        } else {
            position &+= special.trailingZeroBitCount &>> 3
            guard skipCharacter(bytes, &position) else { return false }
        }
    }
    while position < bytes.count {
        guard skipCharacter(bytes, &position) else { return false }
    }
    return true
}

/// Moves past one character; false where it is NUL or none.
@inline(__always)
private func skipCharacter(_ bytes: UnsafeRawBufferPointer, _ position: inout Int) -> Bool {
    let lead = bytes[position]
    if lead < 0x80 {
        position &+= 1
        return lead != 0
    }
    return skipLongCharacter(bytes, &position, lead)
}

@inline(never)
private func skipLongCharacter(_ bytes: UnsafeRawBufferPointer, _ position: inout Int, _ lead: UInt8) -> Bool {
    // How many bytes follow, and within which bounds the first of them lies: that excludes overlong forms and surrogates.
    let following: Int
    var (low, high): (UInt8, UInt8) = (0x80, 0xbf)
    switch lead {
    case 0xc2...0xdf: following = 1
    case 0xe0: (following, low) = (2, 0xa0)
    case 0xed: (following, high) = (2, 0x9f)
    case 0xe1...0xef: following = 2
    case 0xf0: (following, low) = (3, 0x90)
    case 0xf1...0xf3: following = 3
    case 0xf4: (following, high) = (3, 0x8f)
    default: return false
    }
    guard position &+ following < bytes.count else { return false }
    for offset in 1...following {
        let byte = bytes[position &+ offset]
        guard byte >= low, byte <= high else { return false }
        (low, high) = (0x80, 0xbf)
    }
    position &+= following &+ 1
    return true
}

/// Whether a NUL is among the bytes.
@inline(__always)
func holdsNUL(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var position = 0
    while position &+ 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
        position &+= 8
    }
    while position < bytes.count {
        if bytes[position] == 0 { return true }
        position &+= 1
    }
    return false
}
