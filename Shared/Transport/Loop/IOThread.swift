import Glibc

/// The thread that an `IOLoop` runs on.
enum IOThread {
    /// Starts it; from here on nobody else touches the loop.
    static func start(_ loop: sending IOLoop) throws(TransportError) {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(loop)
        let result = pthread_create(&thread, nil, { argument in IOThread.main(argument) }, argument.toOpaque())
        guard result == 0 else {
            argument.release()
            throw .library(operation: "pthread_create", code: result)
        }
        pthread_detach(thread)
    }

    private static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        var loop: IOLoop? = Unmanaged<IOLoop>.fromOpaque(argument).takeRetainedValue()
        let stopped = loop?.run()
        // The loop goes, and with it libzmq's context, before anybody is told that it has.
        loop = nil
        stopped?.give(())
        return nil
    }
}
