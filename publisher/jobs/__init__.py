"""Jobs: pure functions of values, run here, on all cores, or on a cluster, with the same results.

    with closing(cores()) as workers:
        for number, fragment in workers.run(set_galley, style, jobs):
            ...

`job` has the nouns and runs jobs here, `processes` on the cores of this machine, `dask` on a cluster; `worker` is the
program of the processes that both of these start.
"""

from publisher.jobs.dask import cluster
from publisher.jobs.job import Job, WorkerDied, Workers, here
from publisher.jobs.processes import cores

__all__ = ["Job", "WorkerDied", "Workers", "cluster", "cores", "here"]
