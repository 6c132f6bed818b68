-- Who was there, what the shapes returning and newcomers share: how many people each slice has, and how many of them had been
-- here within the lookback before it began, on whatever channel. Items: all visits, with author_key, joined_at, lookback, and
-- the visit before each (previous_at, previous_joined_at). Who joins after the watermark is not there yet.
-- The first visit of a slice knows the one before it. Only where that lies in the slice, too, but may be no part of the scope,
-- or may not have been seen yet, somebody is looked up among all visits.
sure as (
    select slice, slice_start, lookback, count(*) as people, count(*) filter (previous_at >= slice_start - lookback) as again
    from scoped
    where joined_at <= watermark and coalesce(previous_at < slice_start, true) and coalesce(previous_joined_at <= $all_joined_by, true)
    group by all
),
later as materialized (
    select distinct slice, slice_start, lookback, author_key
    from scoped
    where joined_at <= watermark and previous_at >= slice_start and not ($is_unbroken and previous_joined_at <= $all_joined_by)
),
doubtful as materialized (
    from later anti join (                  -- those whose first visit of the slice is in the scope are there already
        select slice, author_key from scoped
        where joined_at <= watermark and coalesce(previous_at < slice_start, true) and author_key in (select author_key from later)
    ) firsts on firsts.slice is not distinct from later.slice and firsts.author_key = later.author_key
    union all
    select slice, slice_start, lookback, author_key from scoped
    where joined_at <= watermark and coalesce(previous_at < slice_start, true) and previous_joined_at > $all_joined_by
),
found as (
    select distinct d.slice, d.slice_start, d.lookback, d.author_key
    from doubtful d
    join seen e on e.author_key = d.author_key and e.joined_at <= e.watermark
        and e.basis_at < d.slice_start and e.basis_at >= d.slice_start - d.lookback
),
arrivals as (
    select slice, slice_start, lookback, sum(people)::bigint as people, sum(again)::bigint as again
    from (
        from sure
        union all
        select slice, slice_start, lookback, 1, 0 from doubtful
        union all
        select slice, slice_start, lookback, 0, 1 from found
    )
    group by all
)
