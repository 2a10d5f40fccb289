import Foundation

/// Runs `body` on a thread of its own whose stack no admitted input can exhaust, and waits for it.
///
/// libyaml stops at a nesting of 1,000 levels counted by its scanner, which may run up to 1,024 characters ahead of
/// its parser, and a level may hold one further collection that it does not count (`a:` with a list at the same
/// indentation, a pair in a flow list): the tree is never deeper than about 4,100 levels. Composing takes well under
/// 4 KB of stack a level, so 128 MB hold it many times over. The memory is reserved, not used.
func onDeepStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result? {
    let answer = Answer<Result>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        answer.value = body()
        done.signal()
    }
    thread.stackSize = 128 << 20
    thread.start()
    done.wait()
    return answer.value
}

/// Written by one thread before the semaphore is signalled, read by the other after it.
private final class Answer<Value: Sendable>: @unchecked Sendable {
    var value: Value?
}
