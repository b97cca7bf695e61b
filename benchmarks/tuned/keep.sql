-- From typed rows to three Parquet files: records, rejected rows, repeated rows. {out}, {source}, {area} and
-- {months} are filled in. The table keeps the order of the file, so rowid + 2 is the row that a spreadsheet shows.
-- Codes and constants are enums: text that comes few times over is then written in half the time.
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
        end::reason as reason
    from typed
),

-- Millionths of the published unit are whole numbers that fit 64 bits, where a wide decimal would take four
-- times as long. Half a base unit is rounded away from zero; the values are not negative.
measured as (
    select
        *,
        if(
            reason is null,
            ((quantity::decimal(11, 6) * 1000000)::bigint * times + per // 2) // per,
            null
        ) as base
    from checked
)

select
    record_id,
    place,
    start,
    agency,
    substance,
    unit,
    events,
    if(dimension = 'mass', base, null) as mass,
    if(dimension = 'volume', base, null) as volume,
    if(dimension = 'units', base, null) as units,
    reason,
    if(reason is null, null, raw) as raw
from measured;

create or replace temp table repeated as
with more_than_once as (
    select record_id, min(rowid) as first
    from parsed
    where reason is null
    group by record_id
    having count(*) > 1
)

select parsed.rowid as number
from parsed
inner join more_than_once using (record_id)
where parsed.reason is null and parsed.rowid > more_than_once.first;

create or replace temp view records as
select
    rowid as number,
    rowid + 2 as row,
    record_id,
    '{area}'::area as area,
    place,
    start,
    {months}::smallint as months,
    if({months} = 0, 'D', 'M')::freq as freq,
    'A'::status as status,
    'public'::terms as terms,
    agency,
    substance,
    unit,
    events,
    mass,
    volume,
    units
from parsed
where reason is null;

copy (select rowid + 2 as row, reason, to_json(raw) as raw from parsed where reason is not null)
to '{out}/rejected/{source}.parquet' (parquet_version v2);

copy (select * exclude number from records where number in (from repeated))
to '{out}/repeated/{source}.parquet' (parquet_version v2);

copy (select * exclude number from records where number not in (from repeated))
to '{out}/records/{source}.parquet' (parquet_version v2);

drop table parsed;
