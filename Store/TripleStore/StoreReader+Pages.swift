import Graph
import LMDB

extension StoreReader {
    /// Reads every page of the last commit; `corrupt` at the first that contradicts itself or another.
    public func checkPages() throws(GraphError) {
        try reading { () throws(LMDBError) in
            try store.environment.checkPages { () throws(LMDBError) in
                if store.cancellation.isRaised { throw .interrupted }
            }
        }
    }
}
