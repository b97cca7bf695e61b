-- From typed rows to three Parquet files: records, rejected rows, repeated rows. {out}, {source}, {area} and
-- {months} are filled in.
create or replace temp table parsed as
with checked as (
    select
        *,
        case
            when quantity is null then 'number'
            when quantity not between 0 and 50000 then 'implausible'
            when start is null then 'date'
            when substance is null then 'substance'
            when unit is null then 'unit'
            when place is null then 'place'
            when agency is null then 'agency'
        end as reason
    from typed
),

measured as (
    -- Exact, then rounded to whole base units, half away from zero; an implausible amount may not fit.
    select *, case when reason is null then (quantity * factor)::bigint end as base
    from checked
)

select
    row,
    record_id,
    place,
    start,
    agency,
    substance,
    unit,
    events,
    case when dimension = 'mass' then base end as mass,
    case when dimension = 'volume' then base end as volume,
    case when dimension = 'units' then base end as units,
    reason,
    case when reason is not null then to_json(raw) end as raw
from measured;

-- Of rows with one id the first is kept.
create or replace temp table repeated as
select row
from parsed
where reason is null
qualify row_number() over (partition by record_id order by row) > 1;

create or replace temp view records as
select
    row,
    record_id,
    '{area}' as area,
    place,
    start,
    {months}::smallint as months,
    if({months} = 0, 'D', 'M') as freq,
    'A' as status,
    'public' as terms,
    agency,
    substance,
    unit,
    events,
    mass,
    volume,
    units
from parsed
where reason is null;

copy (select row, reason, raw from parsed where reason is not null) to '{out}/rejected/{source}.parquet';
copy (from records semi join repeated using (row)) to '{out}/repeated/{source}.parquet';
copy (from records anti join repeated using (row)) to '{out}/records/{source}.parquet';

drop table parsed;
