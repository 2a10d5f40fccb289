import Foundation

func processors() -> Int { ProcessInfo.processInfo.activeProcessorCount }
