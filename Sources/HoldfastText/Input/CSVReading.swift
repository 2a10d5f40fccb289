import Dispatch
import Foundation

/// Reads the rows of a ``CSVScan`` with several workers, and puts what they made together in the file's order.
///
/// `Part` is what a worker makes of one chunk. The result does not depend on the number of workers, nor on the size
/// of the chunks, as long as merging parts one after the other gives the same as one part made of all the rows.
public final class CSVReading<Part: Sendable>: @unchecked Sendable {
    /// What a worker made of one chunk.
    public struct Outcome: Sendable {
        public var part: Part
        /// Rows in the chunk, blank ones counted.
        public var rows: Int
        public var cut: CSVChunk.Cut?

        public init(part: Part, rows: Int, cut: CSVChunk.Cut?) {
            self.part = part
            self.rows = rows
            self.cut = cut
        }
    }

    private let scan: CSVScan
    private let progress: (@Sendable (Int64, Int64?) -> Void)?
    private let scanLock = NSLock()
    private let hashLock = NSLock()
    private let mergeLock = NSLock()
    private var stopped = false
    private var scanFault: Diagnostics?
    private var cutFault: Diagnostics?
    private var waiting: [Int: Outcome] = [:]
    private var nextMerged = 0
    private var rowsMerged: Int
    private var lastReport: UInt64 = 0

    private init(_ scan: CSVScan, _ progress: (@Sendable (Int64, Int64?) -> Void)?) {
        self.scan = scan
        self.progress = progress
        rowsMerged = scan.rowsBefore
    }

    /// Reads all rows.
    ///
    /// - Parameters:
    ///   - workers: threads to use, at least 1; the calling thread is one of them.
    ///   - progress: told the bytes done and the bytes in all, at most ten times a second, on any of the threads.
    ///   - makeWorker: called once on each thread; what it returns is called with each chunk on that thread.
    ///   - merge: called with the parts in the file's order, one at a time, with the rows of the file before the part.
    /// - Throws: `cut-row` when the file ends in the middle of a row, `unreadable` when the system reports a fault.
    /// - Complexity: O(n) in the bytes; memory for one chunk a worker besides what `merge` keeps.
    public static func run(
        _ scan: CSVScan, workers: Int, progress: (@Sendable (Int64, Int64?) -> Void)? = nil,
        makeWorker: @escaping @Sendable () -> (CSVChunk) -> Outcome, merge: @escaping (Part, _ rowsBefore: Int) -> Void
    ) throws(Diagnostics) {
        let run = CSVReading(scan, progress)
        if workers <= 1 {
            run.work(makeWorker, merge)
        } else {
            nonisolated(unsafe) let merge = merge
            DispatchQueue.concurrentPerform(iterations: workers) { _ in run.work(makeWorker, merge) }
        }
        if let fault = run.cutFault ?? run.scanFault { throw fault }
        progress?(scan.source.doneBytes, scan.source.totalBytes)
    }

    private func work(_ makeWorker: () -> (CSVChunk) -> Outcome, _ merge: (Part, Int) -> Void) {
        let chunk = CSVChunk()
        let worker = makeWorker()
        while next(chunk) {
            let outcome = worker(chunk)
            mergeLock.lock()
            waiting[chunk.number] = outcome
            while let ready = waiting.removeValue(forKey: nextMerged) {
                nextMerged += 1
                if cutFault != nil { continue }
                merge(ready.part, rowsMerged)
                rowsMerged += ready.rows
                if let cut = ready.cut {
                    cutFault = Diagnostics(cut.diagnostic(row: rowsMerged + 1, file: scan.source.file))
                    scanLock.lock()
                    stopped = true
                    scanLock.unlock()
                }
            }
            mergeLock.unlock()
        }
    }

    /// Fills the chunk, in turn with the other workers. The checksum has a turn of its own, so that one worker may
    /// take the next bytes while another still adds up these.
    private func next(_ chunk: CSVChunk) -> Bool {
        scanLock.lock()
        var filled = false
        if !stopped {
            do throws(Diagnostics) { filled = try scan.fill(chunk) } catch { scanFault = error }
            if !filled { stopped = true }
        }
        guard filled else {
            scanLock.unlock()
            return false
        }
        report()
        hashLock.lock()
        scanLock.unlock()
        scan.updateHash(chunk)
        hashLock.unlock()
        return true
    }

    private func report() {
        guard let progress else { return }
        let now = DispatchTime.now().uptimeNanoseconds
        if now &- lastReport < 100_000_000 { return }
        lastReport = now
        progress(scan.source.doneBytes, scan.source.totalBytes)
    }
}

extension CSVChunk.Cut {
    /// What a reader says of a file that ends like this.
    /// - Parameter row: the number of the row that is not whole.
    public func diagnostic(row: Int, file: String) -> Diagnostic {
        let place = Diagnostic.Place.cell(row: row, column: nil, value: nil)
        switch self {
        case .inQuotes:
            return Diagnostic(
                "cut-row", file: file, place: place, message: "the file ends inside a quoted field of this row",
                help: "the file is cut short, or a quote in this row is never closed; nothing was taken from it")
        case .tooFewFields:
            return Diagnostic(
                "cut-row", file: file, place: place, message: "the file ends in the middle of this row",
                help: "the file is cut short: fetch or export it again; nothing was taken from it")
        case .tooLong:
            return Diagnostic(
                "row-too-long", file: file, place: place,
                message: "this row does not end within \(CSVScan.longestRow >> 20) MiB",
                help: "a quote in this row is probably never closed; nothing was taken from the file")
        }
    }
}
