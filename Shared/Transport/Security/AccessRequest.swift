import CZeroMQ

/// What libzmq asks the ZAP handler for each new connection (RFC 27).
struct AccessRequest: Equatable {
    var requestID: [UInt8]
    var domain: String
    var address: String
    /// Z85.
    var publicKey: String

    /// Nil where the frames are not a ZAP 1.0 request for CURVE.
    init?(frames: [[UInt8]]) {
        guard frames.count == 7, frames[0] == Array("1.0".utf8), frames[5] == Array("CURVE".utf8), frames[6].count == 32 else {
            return nil
        }
        requestID = frames[1]
        domain = String(decoding: frames[2], as: UTF8.self)
        address = String(decoding: frames[3], as: UTF8.self)
        publicKey = AccessRequest.z85(frames[6])
    }

    /// The frames of the answer; the user id goes with each message of the connection.
    func reply(granted: Bool) -> [[UInt8]] {
        [
            Array("1.0".utf8), requestID, Array((granted ? "200" : "400").utf8), Array((granted ? "OK" : "key not authorised").utf8),
            granted ? Array(publicKey.utf8) : [], [],
        ]
    }

    /// The frames of the answer to what cannot be read.
    static func refusal(of frames: [[UInt8]]) -> [[UInt8]] {
        [Array("1.0".utf8), frames.count > 1 ? frames[1] : [], Array("500".utf8), Array("not a ZAP request".utf8), [], []]
    }

    private static func z85(_ key: [UInt8]) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 41) { buffer in
            guard let start = buffer.baseAddress, zmq_z85_encode(start, key, key.count) != nil else { return "" }
            return String(cString: start)
        }
    }
}
