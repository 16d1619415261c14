module opus

go 1.24

require (
	github.com/zaf/resample v1.5.0
	gopkg.in/hraban/opus.v2 v2.0.0-20230925203106-0188a62cb302
)
